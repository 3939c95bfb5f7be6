import type { ErrorCode } from '@patchbay/contracts/error'
import { HttpProblem } from '../http/http-problem.ts'

export interface FailureLimitOptions {
  readonly windowMs: number
  readonly failures: number
  /** What counts as one. */
  readonly codes: readonly ErrorCode[]
}

interface Window {
  count: number
  readonly endsAt: number
}

/** Beyond it, the windows that are over are let go. */
const manyWindows = 10_000

/**
 * So many failures within a window for one account, from wherever they come; then it waits. Not the middleware that
 * limits addresses: which account a call is about is known only once its body is read.
 */
export class FailureLimit {
  readonly #options: FailureLimitOptions
  readonly #windows = new Map<string, Window>()

  constructor(options: FailureLimitOptions) {
    this.#options = options
  }

  #windowOf(account: string): Window {
    const now = Date.now()
    if (this.#windows.size > manyWindows) {
      for (const [key, { endsAt }] of this.#windows) if (endsAt <= now) this.#windows.delete(key)
    }
    const known = this.#windows.get(account)
    if (known !== undefined && known.endsAt > now) return known
    const begun = { count: 0, endsAt: now + this.#options.windowMs }
    this.#windows.set(account, begun)
    return begun
  }

  /**
   * Counts before the work and takes it back after a success, so that of many tries at once only so many are looked at.
   *
   * @throws HttpProblem `too_many_attempts`, and whatever the work throws
   */
  async run<T>(account: string, work: () => Promise<T>): Promise<T> {
    const window = this.#windowOf(account)
    if (window.count >= this.#options.failures) throw tooMany(window)
    window.count += 1
    let counts = false
    try {
      return await work()
    } catch (error) {
      counts = error instanceof HttpProblem && this.#options.codes.includes(error.code)
      throw error
    } finally {
      if (!counts) window.count -= 1
    }
  }
}

function tooMany({ endsAt }: Window): HttpProblem {
  const retryAfterS = Math.max(1, Math.ceil((endsAt - Date.now()) / 1000))
  const detail = `There were too many failed attempts to sign in. Try again in ${retryAfterS} seconds.`
  return new HttpProblem('too_many_attempts', detail, { retryAfterS })
}
