import { HttpProblem } from '../../http/http-problem.ts'

export const maxWaiting = 1_000
const maxWaitMs = 30_000

export interface Place {
  release(): void
}

const noPlace =
  'No place became free within 30 seconds. Send fewer requests at a time, or raise the concurrency level.'

interface Waiter {
  admit(): void
}

interface Pool {
  inFlight: number
  level: number
  readonly waiting: Set<Waiter>
}

function full(detail: string): HttpProblem {
  return new HttpProblem('too_busy', detail, { retryAfterS: 5 })
}

/**
 * At most so many requests at a time through a connection, or through all that share its pool. Who waits is served in
 * order; a pool without requests takes no memory.
 */
export class Pools {
  readonly #pools = new Map<string, Pool>()

  /**
   * Waits for a place.
   *
   * @param owner connection whose pool it is
   * @param level how many at a time, as it is set now
   * @throws HttpProblem `too_busy` where too many wait or it took too long; the signal's reason where the caller left
   */
  async enter(owner: string, level: number, signal: AbortSignal): Promise<Place> {
    signal.throwIfAborted()
    const pool = this.#pools.get(owner) ?? { inFlight: 0, level, waiting: new Set<Waiter>() }
    this.#pools.set(owner, pool)
    pool.level = level
    // It may have been raised since the last one left.
    this.#admit(pool)
    if (pool.inFlight < level && pool.waiting.size === 0) return this.#take(owner, pool)
    if (pool.waiting.size >= maxWaiting) {
      throw full(
        `More than ${maxWaiting} requests wait for this connection. Send fewer at a time, or raise its concurrency level.`,
      )
    }
    return this.#wait(owner, pool, signal)
  }

  /** How full a pool is now. */
  usage(owner: string): { readonly inFlight: number; readonly waiting: number } {
    const pool = this.#pools.get(owner)
    return { inFlight: pool?.inFlight ?? 0, waiting: pool?.waiting.size ?? 0 }
  }

  #take(owner: string, pool: Pool): Place {
    pool.inFlight += 1
    let isHeld = true
    return {
      release: () => {
        if (!isHeld) return
        isHeld = false
        pool.inFlight -= 1
        this.#admit(pool)
        if (pool.inFlight === 0 && pool.waiting.size === 0) this.#pools.delete(owner)
      },
    }
  }

  #admit(pool: Pool): void {
    for (const waiter of pool.waiting) {
      if (pool.inFlight >= pool.level) return
      pool.waiting.delete(waiter)
      waiter.admit()
    }
  }

  #wait(owner: string, pool: Pool, signal: AbortSignal): Promise<Place> {
    return new Promise((resolve, reject) => {
      const leave = (error: unknown) => {
        pool.waiting.delete(waiter)
        settle()
        reject(error)
      }
      const onAbort = () => leave(signal.reason)
      const timer = setTimeout(() => leave(full(noPlace)), maxWaitMs)
      const settle = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
      }
      const waiter: Waiter = {
        admit: () => {
          settle()
          resolve(this.#take(owner, pool))
        },
      }
      signal.addEventListener('abort', onAbort)
      pool.waiting.add(waiter)
    })
  }
}
