import * as z from 'zod'
import { type BuiltInClients, builtInClientVariables, readBuiltInClients } from './config-built-in-clients.ts'
import { type MailConfig, mailVariables, readMail } from './config-mail.ts'
import { type OidcConfig, oidcVariables, readOidc } from './config-oidc.ts'
import { trustedProxies } from './config-trusted-proxies.ts'
import { type AllowList, parseAllowList } from './outbound/address-rules.ts'
import { type KeyRing, parseKeyRing } from './vault/key-ring.ts'

/** An address under which browsers reach the console; without `origin` it is `http://localhost:{port}`. */
export interface PublicUrl {
  readonly region: string | null
  readonly origin: string
}

export interface Config {
  readonly host: string
  readonly port: number
  /** Empty: `http://localhost:{port}`, known once the port is. */
  readonly publicUrls: readonly PublicUrl[]
  /** Addresses and ranges of the reverse proxies that say who asks; none: nobody is believed. */
  readonly trustedProxies: readonly string[]
  readonly dataDir: string
  /** null: made once in the data folder. */
  readonly keyRing: KeyRing | null
  /** What prints the key ring, run by the shell; null: nothing does. */
  readonly keyCommand: string | null
  readonly adminPassword: string | null
  /** Where agents link to; null: nowhere. `isChosen`: not merely the usual port. */
  readonly gateway: { readonly port: number; readonly isChosen: boolean } | null
  readonly sandbox: { readonly port: number } | null
  readonly allow: AllowList
  /** Secrets: not for the log. */
  readonly builtInClients: BuiltInClients
  /** Left out: no mails. */
  readonly mail?: MailConfig
  /** Left out: no single sign-on. Holds a secret: not for the log. */
  readonly oidc?: OidcConfig
  /** Left out: one may sign in with a password. */
  readonly passwordSignIn?: false
  readonly logLevel: string
  /** Variables that begin with PATCHBAY_ and mean nothing here: most likely misspelt. */
  readonly unknownVariables: readonly string[]
}

/** Every mistake in the environment, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'config_invalid'
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

function parseOrigin(text: string): string {
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new TypeError()
  if (url.username !== '' || url.password !== '') throw new TypeError()
  return url.origin
}

function parsePublicUrls(text: string): PublicUrl[] {
  const parts = text.split(',').map((part) => part.trim())
  return parts.map((part) => {
    const named = /^([a-z0-9-]{1,20})=(.+)$/.exec(part)
    if (named === null && parts.length > 1) throw new TypeError()
    return { region: named?.[1] ?? null, origin: parseOrigin(named?.[2] ?? part) }
  })
}

/** Runs a parser that throws, and says `message` for whatever it threw. */
function parsed<T>(parse: (text: string) => T, message: string | ((error: unknown) => string)) {
  return z.string().transform((text, context): T => {
    try {
      return parse(text)
    } catch (error) {
      context.addIssue({ code: 'custom', message: typeof message === 'string' ? message : message(error) })
      return z.NEVER
    }
  })
}

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port from 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port from 0 to 65535')

const agentPort = z.union([z.literal('off'), port], 'must be a port from 0 to 65535, or off')

const usualAgentPort = 4622

function gatewayOf(chosen: number | 'off' | undefined): Config['gateway'] {
  if (chosen === 'off') return null
  return { port: chosen ?? usualAgentPort, isChosen: chosen !== undefined }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'is not valid')

const environment = z.object({
  PATCHBAY_HOST: z.string().min(1).default('127.0.0.1'),
  PATCHBAY_PORT: port.prefault('4600'),
  PATCHBAY_PUBLIC_URL: parsed(
    parsePublicUrls,
    'must be an origin such as https://patchbay.example.com, or several as na=https://a.example,eu=https://b.example',
  ).optional(),
  PATCHBAY_TRUSTED_PROXIES: trustedProxies.optional(),
  PATCHBAY_DATA_DIR: z.string().min(1).default('./data'),
  PATCHBAY_DATABASE_URL: z
    .undefined('is not supported yet: leave it unset and data is kept as files in PATCHBAY_DATA_DIR')
    .optional(),
  PATCHBAY_ENCRYPTION_KEYS: parsed(parseKeyRing, reasonOf).optional(),
  PATCHBAY_KEY_COMMAND: z.string().optional(),
  PATCHBAY_ADMIN_PASSWORD: z.string().max(1000, 'must have at most 1,000 characters').optional(),
  PATCHBAY_SANDBOX: z.enum(['on', 'off'], 'must be on or off').optional(),
  PATCHBAY_AGENT_PORT: agentPort.optional(),
  PATCHBAY_SANDBOX_PORT: port.prefault('4610'),
  PATCHBAY_ALLOW_HOSTS: parsed(
    (text) => parseAllowList(text.split(',').map((entry) => entry.trim())),
    reasonOf,
  ).prefault(''),
  PATCHBAY_LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
})

const known = new Set([
  ...Object.keys(environment.shape),
  ...builtInClientVariables,
  ...mailVariables,
  ...oidcVariables,
])

function keyFaults(values: Readonly<Record<string, string>>): string[] {
  const isBoth =
    values['PATCHBAY_ENCRYPTION_KEYS'] !== undefined && values['PATCHBAY_KEY_COMMAND'] !== undefined
  return isBoth
    ? ['PATCHBAY_KEY_COMMAND must not be set where PATCHBAY_ENCRYPTION_KEYS is: take one of them away']
    : []
}

/** An empty variable counts as unset. */
function ours(env: NodeJS.ProcessEnv): { values: Record<string, string>; unknown: string[] } {
  const set = Object.entries(env).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '')
  const prefixed = set.filter(([name]) => name.startsWith('PATCHBAY_') && name !== 'PATCHBAY_CHROMIUM')
  return {
    values: Object.fromEntries(prefixed.filter(([name]) => known.has(name))),
    unknown: prefixed.filter(([name]) => !known.has(name)).map(([name]) => name),
  }
}

/**
 * Reads the configuration from the environment (DESIGN section 10).
 *
 * @throws ConfigError naming every mistake at once; values are not echoed, since some are secrets
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const { values, unknown } = ours(env)
  const result = environment.safeParse(values)
  const builtIn = readBuiltInClients(values)
  const { mail, faults: mailFaults } = readMail(values)
  const { oidc, passwordSignIn, faults: oidcFaults } = readOidc(values)
  const issues = result.error?.issues ?? []
  const faults = [
    ...issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...builtIn.faults,
    ...mailFaults,
    ...keyFaults(values),
    ...oidcFaults,
  ]
  if (!result.success || faults.length > 0) {
    throw new ConfigError(
      `The configuration has ${faults.length === 1 ? 'a mistake' : 'mistakes'}:\n  ${faults.join('\n  ')}`,
    )
  }
  const read = result.data
  const publicUrls = read.PATCHBAY_PUBLIC_URL ?? []
  const isLocal = publicUrls.every((each) => loopback.test(new URL(each.origin).hostname))
  const sandbox = (read.PATCHBAY_SANDBOX ?? (isLocal ? 'on' : 'off')) === 'on'
  return Object.freeze({
    host: read.PATCHBAY_HOST,
    port: read.PATCHBAY_PORT,
    publicUrls,
    trustedProxies: read.PATCHBAY_TRUSTED_PROXIES ?? [],
    dataDir: read.PATCHBAY_DATA_DIR,
    keyRing: read.PATCHBAY_ENCRYPTION_KEYS ?? null,
    keyCommand: read.PATCHBAY_KEY_COMMAND ?? null,
    adminPassword: read.PATCHBAY_ADMIN_PASSWORD ?? null,
    gateway: gatewayOf(read.PATCHBAY_AGENT_PORT),
    sandbox: sandbox ? { port: read.PATCHBAY_SANDBOX_PORT } : null,
    allow: read.PATCHBAY_ALLOW_HOSTS,
    builtInClients: builtIn.clients,
    ...(mail === null ? {} : { mail }),
    ...(oidc === null ? {} : { oidc }),
    ...(passwordSignIn ? {} : { passwordSignIn }),
    logLevel: read.PATCHBAY_LOG_LEVEL,
    unknownVariables: unknown,
  })
}
