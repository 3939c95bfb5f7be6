import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import lockfile from 'proper-lockfile'
import { StoreError } from '../store.ts'
import { evict, type LockHolder, lockPath, ownerPath, readHolder } from './lock-holder.ts'
import { createOwner, forgetOwner, type LockOwner, stateOf } from './lock-owner.ts'
import { replaceFile } from './record-folder.ts'
import { storageError } from './storage-error.ts'

export interface FolderLock {
  /** @throws StoreError `storage_unavailable` once the folder was lost to another process */
  check(): void
  release(): Promise<void>
}

export interface LockLog {
  error(details: object, message: string): void
}

const heartbeatMs = 2_000
/** An owner that cannot be proven dead is given up after this long without a sign of life, */
const staleMs = 10_000
/** or at once when its last sign is this old, as after a reboot. Generous, since the clocks of hosts differ. */
const surelyStaleMs = 60_000
const pollMs = 200

/**
 * Makes a folder this process's own. From an owner that is provably dead (`kill -9`, a crash) it is taken over at
 * once; one that may live on another host or in another container is waited for.
 *
 * @throws StoreError `store_in_use`, `storage_unavailable`
 */
export async function lockFolder(dir: string, log: LockLog): Promise<FolderLock> {
  const lock = new HeldFolder(dir, log)
  try {
    const signOfLife = watchHeartbeat()
    while (!(await lock.acquire())) {
      const holder = await readHolder(dir)
      if (holder !== null) await wearOut(dir, holder, signOfLife(holder))
    }
    return lock
  } catch (cause) {
    await lock.release()
    throw storageError(cause, `the folder ${dir} could not be locked`)
  }
}

type SignOfLife = 'seen' | 'none_yet' | 'none'

async function wearOut(dir: string, holder: LockHolder, sign: SignOfLife): Promise<void> {
  const state = holder.owner === null ? 'unknown' : stateOf(holder.owner)
  if (state === 'alive' || sign === 'seen') throw inUse(dir, holder.owner)
  if (state === 'dead' || sign === 'none') await evict(dir, holder)
  else await sleep(pollMs)
}

function watchHeartbeat(): (holder: LockHolder) => SignOfLife {
  let first: LockHolder | null = null
  let sinceMs = 0
  return (holder) => {
    if (holder.text !== first?.text) {
      first = holder
      sinceMs = Date.now()
    }
    if (holder.heartbeatMs !== first?.heartbeatMs) return 'seen'
    const isSilent = Date.now() - sinceMs >= staleMs || Date.now() - holder.heartbeatMs >= surelyStaleMs
    return isSilent ? 'none' : 'none_yet'
  }
}

class HeldFolder implements FolderLock {
  readonly #dir: string
  readonly #log: LockLog
  readonly #owner = createOwner()
  #letGo: (() => Promise<void>) | null = null
  #isReleased = false

  constructor(dir: string, log: LockLog) {
    this.#dir = dir
    this.#log = log
  }

  check(): void {
    if (this.#letGo !== null) return
    const message = `The data folder ${this.#dir} was lost to another process: nothing is written any more.`
    throw new StoreError('storage_unavailable', message)
  }

  /** False when someone else holds it. */
  async acquire(): Promise<boolean> {
    try {
      const letGo = await lockfile.lock(this.#dir, {
        lockfilePath: lockPath(this.#dir),
        realpath: false,
        // Whether an owner is gone is judged here, with better proof than the age of its lock.
        stale: Number.POSITIVE_INFINITY,
        update: heartbeatMs,
        onCompromised: (cause) => void this.#takeAgain(cause),
      })
      this.#letGo = letGo
      await this.#signIn()
      return true
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ELOCKED') return false
      throw cause
    }
  }

  async release(): Promise<void> {
    this.#isReleased = true
    forgetOwner(this.#owner)
    const letGo = this.#letGo
    if (letGo === null) return
    this.#letGo = null
    await rm(ownerPath(this.#dir), { force: true }).catch(() => {})
    // A lock that is gone already, with its folder or by a hand, is let go all the same.
    await letGo().catch(() => {})
  }

  async #signIn(): Promise<void> {
    // First of all the last owner's name goes: were it left, this process would be judged by it.
    await rm(ownerPath(this.#dir), { force: true })
    try {
      await replaceFile(ownerPath(this.#dir), JSON.stringify(this.#owner))
    } catch (cause) {
      const error = storageError(cause, 'the lock cannot be signed')
      if (error.code !== 'storage_full') throw error
      // What is stored can still be read and served. Others see by the heartbeat that the folder is in use.
      this.#log.error({ dir: this.#dir, err: error }, 'data folder is on a full disk')
    }
  }

  /** Someone removed or touched the lock. If nobody else has taken the folder since, it is still ours. */
  async #takeAgain(cause: Error): Promise<void> {
    this.#letGo = null
    try {
      const holder = await readHolder(this.#dir)
      if (holder?.owner?.token === this.#owner.token) await evict(this.#dir, holder)
      if (this.#isReleased) return
      if (await this.acquire()) return
      this.#log.error(
        { dir: this.#dir, err: cause },
        'data folder lost to another process: writes are refused',
      )
    } catch (error) {
      this.#log.error({ dir: this.#dir, err: error }, 'data folder lock lost: writes are refused')
    }
  }
}

function inUse(dir: string, owner: LockOwner | null): StoreError {
  const who = owner === null ? 'another process' : `process ${owner.pid} on ${owner.hostname}`
  return new StoreError(
    'store_in_use',
    `The data folder ${dir} is in use by ${who}. Stop that process, or set PATCHBAY_DATA_DIR to another folder.`,
  )
}
