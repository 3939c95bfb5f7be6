const firstPauseMs = 1_000
const longestPauseMs = 300_000

interface Pause {
  failures: number
  until: number
}

/**
 * After a failure another attempt ahead of time makes sense only when a pause is over: full jitter, doubled each time,
 * at most five minutes, and not before the time that the application itself asks for.
 */
export class Pauses {
  readonly #pauses = new Map<string, Pause>()

  isOver(id: string): boolean {
    return this.until(id) <= Date.now()
  }

  /** 0: there is none. */
  until(id: string): number {
    return this.#pauses.get(id)?.until ?? 0
  }

  failed(id: string, retryAfterMs = 0): void {
    const failures = (this.#pauses.get(id)?.failures ?? 0) + 1
    const ceilingMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1))
    this.#pauses.set(id, { failures, until: Date.now() + Math.max(retryAfterMs, Math.random() * ceilingMs) })
  }

  succeeded(id: string): void {
    this.#pauses.delete(id)
  }
}
