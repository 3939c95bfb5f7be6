import { isAbsolute, resolve } from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { explainStartFailure } from '../start-failure.ts'

/** For the person who ran the command. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** npm runs scripts in the project's folder; files are meant from where the person is. */
export function fromHere(path: string): string {
  return isAbsolute(path) ? path : resolve(process.env['INIT_CWD'] ?? process.cwd(), path)
}

/** As the server takes it, unless the command line says another. */
export function dataDirOf(given: string | undefined): string {
  if (given !== undefined) return fromHere(given)
  return resolve(process.env['PATCHBAY_DATA_DIR'] || './data')
}

/** The command line, or how it is written. */
export function readArguments<T extends ParseArgsConfig>(config: T, usage: string) {
  try {
    return parseArgs({ allowPositionals: true, ...config })
  } catch {
    return misused(usage)
  }
}

export function misused(usage: string): never {
  process.stderr.write(`Usage: ${usage}\n`)
  process.exit(2)
}

/** Runs a command to its end; what stops it is said in a sentence. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    process.stderr.write(`${explainStartFailure(error)}\n`)
    process.exitCode = 1
  }
}
