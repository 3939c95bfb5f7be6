import { parseArgs } from 'node:util'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { keySource } from '../open-keys.ts'
import { explainStartFailure } from '../start-failure.ts'
import { type AuditVerdict, verifyAudit, type VerifyOptions } from '../stores/json/audit-verify.ts'
import { createVault } from '../vault/vault.ts'
import { UsageError } from './usage-error.ts'

const usage = `Usage: npm run audit -- verify [--data DIR]
       npm run audit -- verify FILE [--filtered]

Checks that no line of the activity log was changed, removed, inserted or moved.
Without FILE it checks the log of the data folder (PATCHBAY_DATA_DIR), also while Patchbay serves,
with the keys that Patchbay has. FILE is an exported log; --filtered: of some events only.`

interface Job extends VerifyOptions {
  readonly file: string
}

function readArguments(args: string[]) {
  try {
    const options = { data: { type: 'string' }, filtered: { type: 'boolean', default: false } } as const
    return parseArgs({ args, options, allowPositionals: true })
  } catch (cause) {
    throw new UsageError(usage, { cause })
  }
}

async function jobOf(args: string[]): Promise<Job> {
  const { values, positionals } = readArguments(args)
  const [verb, file, ...more] = positionals
  const isOfData = file === undefined
  const isMixed = isOfData ? values.filtered : values.data !== undefined
  if (verb !== 'verify' || more.length > 0 || isMixed) throw new UsageError(usage)
  if (!isOfData) return { file, mode: values.filtered ? 'filtered' : 'export', signer: null }
  return ofDataFolder(values.data)
}

async function ofDataFolder(given: string | undefined): Promise<Job> {
  const config = readConfig(process.env)
  const folder = given ?? config.dataDir
  const ring = await keySource({ ...config, dataDir: folder }).load()
  if (ring === null) {
    throw new UsageError(
      `There are no keys in ${folder}, without which nobody can tell whether last lines were cut off. ` +
        'Set PATCHBAY_ENCRYPTION_KEYS as Patchbay has it, or name the data folder with --data.',
    )
  }
  return { file: join(folder, 'audit.jsonl'), mode: 'log', signer: createVault(ring).derive('audit') }
}

function report({ events, older, torn, alarms, from, to, openBytes }: AuditVerdict): string[] {
  const many = events === 1 ? '1 event' : `${events.toLocaleString('en')} events`
  const span = from === null ? '' : ` from ${from} to ${to}`
  return [
    `${many}, unbroken${span}.`,
    ...(older > 0
      ? [`Before them ${older.toLocaleString('en')} of an older version, as they were when the chain began.`]
      : []),
    ...(torn > 0 ? [`Lines torn by a crash, which the next line knows of: ${torn}.`] : []),
    ...(alarms > 0
      ? [
          `But ${alarms === 1 ? 'once' : `${alarms} times`} Patchbay found at its start that the end was missing or changed: see Activity.`,
        ]
      : []),
    ...(openBytes > 0 ? ['The last line is not whole: it is being written, or a crash tore it.'] : []),
  ]
}

/** @returns the exit code */
async function main(args: string[]): Promise<number> {
  const { file, ...options } = await jobOf(args)
  const verdict = await verifyAudit(file, options)
  if (verdict.broken === null) {
    console.log(report(verdict).join('\n'))
    return 0
  }
  const { line, reason } = verdict.broken
  console.error(`${line === null ? file : `${file}, line ${line}`}: ${reason}`)
  console.error(`Unbroken before that: ${verdict.events.toLocaleString('en')} events.`)
  return 1
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return error.message
  const { code, path } = error as { code?: string; path?: string }
  return code === 'ENOENT' ? `There is no file ${path}.` : explainStartFailure(error)
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(explain(error))
  return 1
})
