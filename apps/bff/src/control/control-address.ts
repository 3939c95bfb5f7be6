import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a socket's path may have on every system (macOS: 104 bytes with the closing zero, Linux: 108). */
const maxPathBytes = 103

/**
 * Where the process that holds a data folder listens for its own commands: in the folder, or where that path would be too
 * long, in one of the system's for temporary files, named by it. Both sides work it out alike.
 */
export function controlAddress(dataDir: string): string {
  const root = realpathSync(dataDir)
  const name = createHash('sha256').update(root).digest('hex').slice(0, 24)
  if (process.platform === 'win32') return `\\\\.\\pipe\\patchbay-${name}`
  const inside = join(root, '.control', 'socket')
  if (Buffer.byteLength(inside) <= maxPathBytes) return inside
  return join(tmpdir(), `patchbay-${process.getuid?.()}-${name}`, 'socket')
}

/**
 * Makes the folder of a socket, for its owner alone: who may not enter it cannot connect, whatever the socket's own mode is.
 *
 * @returns whether it is ours to use
 */
export function makePrivateFolder(folder: string): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid, mode } = statSync(folder)
  return uid === process.getuid?.() && (mode & 0o077) === 0
}
