import { readRetryAfter } from '../../outbound/retry-after.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** Standard Webhooks, "Retry schedule": what to wait after each failed attempt. */
const pausesMs = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
]
const longestMs = 24 * hour
/** So that messages which failed together do not all come back together. */
const jitterShare = 0.2

/**
 * How long to wait after the nth failed attempt; null: that was the last one.
 *
 * @param askedMs what the receiver asks for, where it does
 */
export function pauseMs(attempts: number, askedMs: number | null): number | null {
  const pause = pausesMs[attempts - 1]
  if (pause === undefined) return null
  return Math.max(pause, Math.min(askedMs ?? 0, longestMs)) * (1 + Math.random() * jitterShare)
}

/** What a receiver that is busy asks for; null: nothing. */
export function retryAfterMs({ status, headers }: Pick<Response, 'status' | 'headers'>): number | null {
  const value = headers.get('retry-after')
  if (value === null || (status !== 429 && status !== 503)) return null
  return readRetryAfter(value)
}
