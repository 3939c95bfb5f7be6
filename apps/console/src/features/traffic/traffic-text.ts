import type { Traffic, TrafficBucket, TrafficRange } from '@patchbay/contracts/traffic'

export const rangeWords: Record<TrafficRange, string> = { hour: 'hour', day: '24 hours' }

export function amount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`
}

/** `40 ms`, `1.2 s`. */
export function latencyText(ms: number | null): string {
  if (ms === null) return 'none'
  return ms < 1_000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`
}

export function timeText(at: string): string {
  return new Date(at).toLocaleTimeString(undefined, { timeStyle: 'short' })
}

export function poolText({ level, maxInFlight }: TrafficBucket): string {
  return level === 0 ? 'not used' : `${maxInFlight} of ${level}`
}

/** What happened in a bucket, in a line. */
export function bucketText(bucket: TrafficBucket): string {
  const { at, requests, errors, clientErrors, p50Ms, p95Ms, level, tokens } = bucket
  const parts = [
    amount(requests, 'request'),
    errors > 0 && amount(errors, 'error'),
    clientErrors > 0 && `${clientErrors.toLocaleString()} refused`,
    p50Ms !== null && `median ${latencyText(p50Ms)}, 95 % within ${latencyText(p95Ms)}`,
    level > 0 && `pool ${poolText(bucket)}`,
    tokens > 0 && `${amount(tokens, 'token')} handed out`,
  ]
  return `${timeText(at)}: ${parts.filter((part) => part !== false).join(', ')}`
}

/** All of the range, in a line. */
export function totalsText({ range, totals }: Traffic): string {
  const { requests, errors, clientErrors, tokens } = totals
  const parts = [
    amount(requests, 'request'),
    amount(errors, 'error'),
    clientErrors > 0 && `${clientErrors.toLocaleString()} refused`,
    tokens > 0 && `${amount(tokens, 'token')} handed out`,
  ]
  return `Last ${rangeWords[range]}: ${parts.filter((part) => part !== false).join(', ')}`
}
