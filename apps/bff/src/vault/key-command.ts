import { exec } from 'node:child_process'
import { promisify } from 'node:util'
import { type KeyRing, parseKeyRing } from './key-ring.ts'
import { VaultError } from './vault-error.ts'

const patienceMs = 30_000
const maxBytes = 65_536

interface ExecFailure {
  readonly code?: unknown
  readonly killed?: boolean
}

function reasonOf({ code, killed }: ExecFailure): string {
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'printed more than a key ring'
  if (code === 127) return 'was not found (exit code 127)'
  if (killed === true) return `did not end within ${patienceMs / 1000} seconds`
  return typeof code === 'number' ? `ended with exit code ${code}` : 'could not be run'
}

/**
 * The key ring as a command prints it, such as one that asks a key management service. Neither what it prints nor the
 * command itself is repeated: either may hold a key.
 *
 * @throws VaultError `key_command_failed`
 */
export async function keyRingOfCommand(command: string): Promise<KeyRing> {
  const options = { timeout: patienceMs, killSignal: 'SIGKILL', maxBuffer: maxBytes } as const
  const stdout = await promisify(exec)(command, options).then(
    (printed) => printed.stdout,
    (cause: ExecFailure) => {
      const message = `The command of PATCHBAY_KEY_COMMAND ${reasonOf(cause)}. Run it by itself, as the user of Patchbay, to see why.`
      throw new VaultError('key_command_failed', message)
    },
  )
  try {
    return parseKeyRing(stdout.trim())
  } catch (cause) {
    const why = cause instanceof VaultError ? ` ${cause.message}` : ''
    const message = `The command of PATCHBAY_KEY_COMMAND printed no key ring of the form id:base64,id:base64.${why}`
    throw new VaultError('key_command_failed', message)
  }
}
