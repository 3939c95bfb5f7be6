import type { Tally } from './health.ts'
import { latencyBucket, latencyBuckets, quantileMs } from './latency.ts'
import { isError, type Outcome, outcomes } from './outcome.ts'
import { RefreshHistory } from './refresh-history.ts'
import { bytes, type Column, counts, type Span, type SpanName, spans } from './spans.ts'
import type { Totals } from './totals.ts'

export interface PoolUse {
  readonly inFlight: number
  readonly level: number
}

export interface Bucket {
  readonly at: number
  readonly requests: Readonly<Record<Outcome, number>>
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  readonly maxInFlight: number
  readonly level: number
  readonly tokens: number
  readonly refreshed: number
  readonly refreshesFailed: number
}

// Of a bucket's bytes: a histogram, then the pool.
const inFlightByte = latencyBuckets
const levelByte = latencyBuckets + 1

/** Made with the first request through the connection. */
function proxyColumns() {
  return { outcomes: counts(outcomes.length), gauges: bytes(latencyBuckets + 2) }
}

/** Made with the first refresh: successes and failures. */
function refreshColumns() {
  return { outcomes: bytes(2), history: new RefreshHistory() }
}

/**
 * What went through one connection in the last hour, by the minute, and in the last day, by the quarter of an hour. Of fixed
 * size, and what was never used takes none.
 */
export class ConnectionTraffic {
  /** Since the start; others may count there too. */
  readonly totals: Totals
  usedAt = 0
  readonly #latest = { hour: -1, day: -1 }
  readonly #tokens = counts(1)
  #proxy: ReturnType<typeof proxyColumns> | null = null
  #refreshes: ReturnType<typeof refreshColumns> | null = null

  constructor(totals: Totals) {
    this.totals = totals
  }

  tokenHandedOut(now: number): void {
    this.#use(now)
    for (const slot of [this.#slot('hour'), this.#slot('day')])
      this.#tokens.set(slot, 0, this.#tokens.at(slot, 0) + 1)
  }

  proxied(now: number, outcome: Outcome, ms: number): void {
    this.#use(now)
    const proxy = (this.#proxy ??= proxyColumns())
    const index = outcomes.indexOf(outcome)
    const bucket = latencyBucket(ms)
    for (const slot of [this.#slot('hour'), this.#slot('day')]) {
      proxy.outcomes.set(slot, index, proxy.outcomes.at(slot, index) + 1)
      // Only their proportion counts: a byte each does, halved when one is full.
      if (proxy.gauges.at(slot, bucket) === 255) halve(proxy.gauges, slot)
      proxy.gauges.set(slot, bucket, proxy.gauges.at(slot, bucket) + 1)
    }
  }

  pooled(now: number, { inFlight, level }: PoolUse): void {
    this.#use(now)
    const { gauges } = (this.#proxy ??= proxyColumns())
    for (const slot of [this.#slot('hour'), this.#slot('day')]) {
      gauges.set(slot, inFlightByte, Math.max(gauges.at(slot, inFlightByte), inFlight))
      gauges.set(slot, levelByte, level)
    }
  }

  refreshed(now: number, ok: boolean): void {
    this.#use(now)
    const refreshes = (this.#refreshes ??= refreshColumns())
    refreshes.history.add({ at: now, ok })
    const index = ok ? 0 : 1
    for (const slot of [this.#slot('hour'), this.#slot('day')])
      refreshes.outcomes.set(slot, index, Math.min(255, refreshes.outcomes.at(slot, index) + 1))
  }

  refreshes() {
    return this.#refreshes?.history.list() ?? []
  }

  /** Oldest first. */
  read(name: SpanName, now: number): Bucket[] {
    this.#moveOn(now)
    const { count } = spans[name]
    const newest = this.#latest[name]
    return Array.from({ length: count }, (_, index) => this.#bucket(spans[name], newest - count + 1 + index))
  }

  /** The last 24 hours, oldest first. */
  hours(now: number): Tally[] {
    this.#moveOn(now)
    const { count, first } = spans.day
    const hours = Array.from({ length: 24 }, () => ({ attempts: 0, errors: 0, tokens: 0 }))
    const slotsAnHour = count / hours.length
    for (let index = 0; index < count; index += 1) {
      const hour = hours[Math.floor(index / slotsAnHour)]
      if (hour !== undefined) this.#addTo(hour, first + ((this.#latest.day + 1 + index) % count))
    }
    return hours
  }

  #addTo(hour: Tally, slot: number): void {
    for (const [index, outcome] of outcomes.entries()) {
      const requests = this.#proxy?.outcomes.at(slot, index) ?? 0
      hour.attempts += requests
      if (isError(outcome)) hour.errors += requests
    }
    const failed = this.#refreshes?.outcomes.at(slot, 1) ?? 0
    hour.attempts += failed + (this.#refreshes?.outcomes.at(slot, 0) ?? 0)
    hour.errors += failed
    hour.tokens += this.#tokens.at(slot, 0)
  }

  #use(now: number): void {
    this.usedAt = now
    this.#moveOn(now)
  }

  #slot(name: SpanName): number {
    return spans[name].first + (this.#latest[name] % spans[name].count)
  }

  #moveOn(now: number): void {
    this.#moveTo('hour', Math.floor(now / spans.hour.bucketMs))
    this.#moveTo('day', Math.floor(now / spans.day.bucketMs))
  }

  /** A clock that was set back a little counts into the newest bucket until it has caught up; a lot, and all begins anew. */
  #moveTo(name: SpanName, bucket: number): void {
    const { first, count } = spans[name]
    const passed = bucket - this.#latest[name]
    if (passed === 0 || (passed < 0 && -passed < count)) return
    const gone = passed < 0 ? count : Math.min(passed, count)
    for (let back = 0; back < gone; back += 1) {
      const slot = first + ((((bucket - back) % count) + count) % count)
      for (const column of this.#columns()) column.clear(slot)
    }
    this.#latest[name] = bucket
  }

  #columns(): Column<Uint8Array | Uint32Array>[] {
    const proxy = this.#proxy === null ? [] : [this.#proxy.outcomes, this.#proxy.gauges]
    return [this.#tokens, ...proxy, ...(this.#refreshes === null ? [] : [this.#refreshes.outcomes])]
  }

  #bucket({ bucketMs, count, first }: Span, bucket: number): Bucket {
    const slot = first + (bucket % count)
    const [ok, client_error, server_error, failed, left] = outcomes.map(
      (_, index) => this.#proxy?.outcomes.at(slot, index) ?? 0,
    ) as [number, number, number, number, number]
    const gauge = (index: number) => this.#proxy?.gauges.at(slot, index) ?? 0
    const latency = Array.from({ length: latencyBuckets }, (_, index) => gauge(index))
    return {
      at: bucket * bucketMs,
      requests: { ok, client_error, server_error, failed, left },
      p50Ms: quantileMs(latency, 0.5),
      p95Ms: quantileMs(latency, 0.95),
      maxInFlight: gauge(inFlightByte),
      level: gauge(levelByte),
      tokens: this.#tokens.at(slot, 0),
      refreshed: this.#refreshes?.outcomes.at(slot, 0) ?? 0,
      refreshesFailed: this.#refreshes?.outcomes.at(slot, 1) ?? 0,
    }
  }
}

function halve(gauges: Column<Uint8Array>, slot: number): void {
  for (let bucket = 0; bucket < latencyBuckets; bucket += 1)
    gauges.set(slot, bucket, gauges.at(slot, bucket) >> 1)
}
