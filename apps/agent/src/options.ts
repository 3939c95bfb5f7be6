import { parseArgs } from 'node:util'
import { parseRule, type Rule } from './allow-list.ts'
import { readCertificateAuthority } from './certificate-authority.ts'
import { parseFingerprint } from './fingerprint.ts'
import { UsageError } from './usage-error.ts'

export interface Options {
  readonly gateway: { readonly host: string; readonly port: number }
  readonly agent: string
  readonly fingerprint: string
  readonly allow: readonly Rule[]
  readonly tokenFile: string | null
  readonly certificateAuthority: string | null
}

export type Command = 'help' | 'version' | Options

const known = {
  gateway: { type: 'string' },
  agent: { type: 'string' },
  fingerprint: { type: 'string' },
  allow: { type: 'string', multiple: true },
  'token-file': { type: 'string' },
  ca: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const

const defaultPort = 4622
const maxRules = 1000
const gatewayForm = /^(?:\[(?<bracketed>[0-9a-f:]+)\]|(?<plain>[^\s:/@[\]]+))(?::(?<port>\d{1,5}))?$/i

/**
 * What the command line asks for.
 *
 * @throws UsageError that names every mistake
 */
export function readOptions(args: string[]): Command {
  const { values, tokens } = parseArgs({ args, options: known, strict: false, tokens: true })
  if (values.help === true) return 'help'
  if (values.version === true) return 'version'

  const mistakes = tokens.flatMap(mistakesOf)
  // What has no value is `true` here, and named already.
  const text = (name: 'gateway' | 'agent' | 'fingerprint' | 'token-file' | 'ca') =>
    typeof values[name] === 'string' ? values[name] : null
  const read = <T>(step: () => T): T | null => {
    try {
      return step()
    } catch (error) {
      mistakes.push((error as Error).message)
      return null
    }
  }
  const gateway = read(() => readGateway(text('gateway')))
  const agent = read(() => readAgent(text('agent')))
  const fingerprint = read(() => readFingerprint(text('fingerprint')))
  const allow = read(() => readAllow((values.allow ?? []).filter((value) => typeof value === 'string')))
  const certificateAuthority = read(() => readCa(text('ca')))
  const given = { gateway, agent, fingerprint, allow }
  if (mistakes.length > 0 || !isComplete(given)) throw new UsageError(mistakes)
  return { ...given, certificateAuthority, tokenFile: text('token-file') }
}

type Required = Pick<Options, 'gateway' | 'agent' | 'fingerprint' | 'allow'>

function isComplete(given: { [K in keyof Required]: Required[K] | null }): given is Required {
  return Object.values(given).every((value) => value !== null)
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number]

function mistakesOf(token: Token): string[] {
  if (token.kind === 'positional') return [`“${token.value}” belongs to no option.`]
  if (token.kind !== 'option') return []
  if (!Object.hasOwn(known, token.name)) return [`${token.rawName} is no option.`]
  const takesValue = known[token.name as keyof typeof known].type === 'string'
  const isMissing = !token.value || (!token.inlineValue && token.value.startsWith('-'))
  if (takesValue && isMissing) return [`${token.rawName} needs a value.`]
  if (!takesValue && token.value !== undefined) return [`${token.rawName} takes no value.`]
  return []
}

function readGateway(text: string | null): Options['gateway'] {
  if (text === null) throw new Error('--gateway is missing: where Patchbay waits, patchbay.example.com:4622.')
  const { bracketed, plain, port = defaultPort } = gatewayForm.exec(text)?.groups ?? {}
  const host = bracketed ?? plain
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535)
    throw new Error(`--gateway is “${text}”, which is not host:port. Example: patchbay.example.com:4622.`)
  return { host, port: Number(port) }
}

function readAgent(text: string | null): string {
  if (text === null) throw new Error('--agent is missing: the id that Patchbay shows with the token, agt_….')
  if (!/^agt_[\w-]+$/.test(text))
    throw new Error(`--agent is “${text}”, which is no agent’s id. It begins with agt_.`)
  return text
}

function readFingerprint(text: string | null): string {
  const help = 'Patchbay shows it on the page Agents, with the command to paste.'
  if (text === null)
    throw new Error(
      `--fingerprint is missing: the SHA256:… of the gateway’s host key, without which anybody could pose as it. ${help}`,
    )
  const fingerprint = parseFingerprint(text)
  if (fingerprint === null)
    throw new Error(`--fingerprint is “${text}”, which is not SHA256: and 43 characters. ${help}`)
  return fingerprint
}

function readAllow(texts: string[]): Rule[] {
  if (texts.length === 0)
    throw new Error(
      '--allow is missing: the server that may be reached, --allow acumatica.local:443. Repeat it for more; ' +
        '--allow "*:*" lets everything through that this machine can reach.',
    )
  if (texts.length > maxRules) throw new Error(`--allow is given more than ${maxRules} times.`)
  return texts.map(readRule)
}

function readRule(text: string): Rule {
  const rule = text.length <= 300 ? parseRule(text) : null
  if (rule !== null) return rule
  throw new Error(
    `--allow is “${text}”, which is not host:port. Examples: acumatica.local:443, "acumatica.local:*", [fd00::5]:443.`,
  )
}

function readCa(file: string | null): string | null {
  if (file === null) return null
  try {
    return readCertificateAuthority(file)
  } catch (error) {
    throw new Error(`--ca names ${file}, which cannot be used: ${(error as Error).message}.`, {
      cause: error,
    })
  }
}
