import type { Traffic, TrafficBucket, TrafficRange } from '@patchbay/contracts/traffic'
import type { Bucket } from '../../traffic/connection-traffic.ts'
import type { Refresh } from '../../traffic/refresh-history.ts'
import { spans } from '../../traffic/spans.ts'

const iso = (at: number) => new Date(at).toISOString()

function presentBucket({ requests, at, p50Ms, p95Ms, maxInFlight, level, tokens }: Bucket): TrafficBucket {
  const { ok, client_error: clientErrors, server_error, failed, left } = requests
  const errors = server_error + failed
  const all = ok + clientErrors + errors + left
  return { at: iso(at), requests: all, errors, clientErrors, p50Ms, p95Ms, maxInFlight, level, tokens }
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, each) => total + of(each), 0)
}

export function presentTraffic(
  range: TrafficRange,
  read: readonly Bucket[],
  refreshes: readonly Refresh[],
): Traffic {
  const buckets = read.map(presentBucket)
  return {
    range,
    bucketMs: spans[range].bucketMs,
    from: iso(read[0]?.at ?? 0),
    buckets,
    refreshes: refreshes.map(({ at, ok }) => ({ at: iso(at), ok })),
    totals: {
      requests: sum(buckets, (each) => each.requests),
      errors: sum(buckets, (each) => each.errors),
      clientErrors: sum(buckets, (each) => each.clientErrors),
      tokens: sum(buckets, (each) => each.tokens),
      refreshes: sum(read, (each) => each.refreshed),
      failedRefreshes: sum(read, (each) => each.refreshesFailed),
    },
  }
}
