import { type Bucket, ConnectionTraffic, type PoolUse } from './connection-traffic.ts'
import { healthOf } from './health.ts'
import type { Outcome } from './outcome.ts'
import type { Refresh } from './refresh-history.ts'
import { type SpanName, spans } from './spans.ts'
import { Totals } from './totals.ts'

const keptMs = spans.day.bucketMs * (spans.day.count + 1)

/** Connections whose totals are kept by name; later ones are counted together. */
export const maxNamed = 1_000

export interface TrafficOptions {
  readonly now?: () => number
  readonly maxNamed?: number
}

/**
 * What goes through the connections, in memory: by time for those that were used within a day, and in all since the start.
 * A connection that was not used is not in it. A restart begins anew.
 */
export class Traffic {
  readonly #now: () => number
  readonly #maxNamed: number
  readonly #recent = new Map<string, ConnectionTraffic>()
  readonly #totals = new Map<string, Totals>()
  /** Of those that came when there was no more room for names. */
  readonly others = new Totals()
  #sweptAt = 0

  constructor(options: TrafficOptions = {}) {
    this.#now = options.now ?? Date.now
    this.#maxNamed = options.maxNamed ?? maxNamed
  }

  tokenHandedOut(id: string): void {
    const now = this.#now()
    const traffic = this.#of(id, now)
    traffic.tokenHandedOut(now)
    traffic.totals.tokens += 1
  }

  /** @param ms from the request's arrival to the answer's headers, or to its end without any */
  proxied(id: string, outcome: Outcome, ms: number): void {
    const now = this.#now()
    const traffic = this.#of(id, now)
    traffic.proxied(now, outcome, ms)
    traffic.totals.proxied(outcome, ms)
  }

  /** How full the pool is that the connection's requests share. */
  pooled(id: string, use: PoolUse): void {
    const now = this.#now()
    this.#of(id, now).pooled(now, use)
  }

  refreshed(id: string, ok: boolean): void {
    const now = this.#now()
    const traffic = this.#of(id, now)
    traffic.refreshed(now, ok)
    if (ok) traffic.totals.refreshed += 1
    else traffic.totals.refreshesFailed += 1
  }

  /** The connection is gone. */
  forget(id: string): void {
    this.#recent.delete(id)
    this.#totals.delete(id)
  }

  /** Oldest first. */
  read(id: string, span: SpanName): Bucket[] {
    const now = this.#now()
    return (this.#recent.get(id) ?? new ConnectionTraffic(this.others)).read(span, now)
  }

  /** Oldest first. */
  refreshes(id: string): Refresh[] {
    return this.#recent.get(id)?.refreshes() ?? []
  }

  /** The last 24 hours in letters; null: there was nothing. */
  health(id: string): string | null {
    const traffic = this.#recent.get(id)
    return traffic === undefined ? null : healthOf(traffic.hours(this.#now()))
  }

  /** Since the start, by connection. */
  totals(): ReadonlyMap<string, Totals> {
    return this.#totals
  }

  /** Connections that take memory for what they did by time. */
  get size(): number {
    return this.#recent.size
  }

  #of(id: string, now: number): ConnectionTraffic {
    this.#sweep(now)
    const known = this.#recent.get(id)
    if (known !== undefined) return known
    const traffic = new ConnectionTraffic(this.#totalsOf(id))
    this.#recent.set(id, traffic)
    return traffic
  }

  /** Kept when the rest is dropped: a counter that began anew would look like a restart. */
  #totalsOf(id: string): Totals {
    const known = this.#totals.get(id)
    if (known !== undefined) return known
    if (this.#totals.size >= this.#maxNamed) return this.others
    const totals = new Totals()
    this.#totals.set(id, totals)
    return totals
  }

  /** Now and then, what was not used for a day is dropped. */
  #sweep(now: number): void {
    if (Math.abs(now - this.#sweptAt) < spans.day.bucketMs) return
    this.#sweptAt = now
    for (const [id, { usedAt }] of this.#recent) if (Math.abs(now - usedAt) >= keptMs) this.#recent.delete(id)
  }
}
