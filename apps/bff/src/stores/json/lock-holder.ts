import { readFile, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import lockfile from 'proper-lockfile'
import { type LockOwner, parseOwner } from './lock-owner.ts'

/** What can be seen of the process that holds a folder. */
export interface LockHolder {
  /** Contents of the owner file, to see whether it is still the same one. */
  readonly text: string | null
  readonly owner: LockOwner | null
  /** Last sign of life: proper-lockfile touches the lock. */
  readonly heartbeatMs: number
}

export const lockPath = (dir: string): string => join(dir, 'lock')
export const ownerPath = (dir: string): string => join(dir, 'lock-owner.json')

/** null when nobody holds the folder. */
export async function readHolder(dir: string): Promise<LockHolder | null> {
  const lock = await stat(lockPath(dir)).catch(nullIfMissing)
  if (lock === null) return null
  const text = await readFile(ownerPath(dir), 'utf8').catch(nullIfMissing)
  return { text, owner: text === null ? null : parseOwner(text), heartbeatMs: lock.mtimeMs }
}

/**
 * Takes the lock away from a holder that is gone. Under a lock of its own, and only if the holder is still the one
 * that was judged: of two processes that start at once, the second must not evict the first.
 */
export async function evict(dir: string, judged: LockHolder): Promise<void> {
  const release = await lockfile.lock(dir, {
    lockfilePath: join(dir, 'lock-eviction'),
    realpath: false,
    stale: 2_000,
    retries: { retries: 30, minTimeout: 100, maxTimeout: 200 },
    onCompromised: () => {},
  })
  try {
    const now = await readHolder(dir)
    if (now?.text !== judged.text || now.heartbeatMs !== judged.heartbeatMs) return
    await rm(ownerPath(dir), { force: true })
    await rmdir(lockPath(dir)).catch(nullIfMissing)
  } finally {
    await release().catch(() => {})
  }
}

function nullIfMissing(cause: NodeJS.ErrnoException): null {
  if (cause.code === 'ENOENT') return null
  throw cause
}
