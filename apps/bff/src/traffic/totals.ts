import { latencyBucket, latencyBuckets } from './latency.ts'
import { type Outcome, outcomes } from './outcome.ts'

/** What has been counted since the start: it only grows. */
export class Totals {
  readonly #outcomes = new Float64Array(outcomes.length)
  readonly latency = new Float64Array(latencyBuckets)
  latencySumMs = 0
  tokens = 0
  refreshed = 0
  refreshesFailed = 0

  proxied(outcome: Outcome, ms: number): void {
    const index = outcomes.indexOf(outcome)
    this.#outcomes[index] = this.requests(outcome) + 1
    const bucket = latencyBucket(ms)
    this.latency[bucket] = (this.latency[bucket] ?? 0) + 1
    this.latencySumMs += ms
  }

  requests(outcome: Outcome): number {
    return this.#outcomes[outcomes.indexOf(outcome)] ?? 0
  }
}
