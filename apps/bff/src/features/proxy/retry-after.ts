import { readRetryAfter } from '../../outbound/retry-after.ts'
import type { StreamAnswer } from '../../outbound/stream.ts'
import { valuesOf } from './proxy-headers.ts'

/** Longer in all, the program waits better itself. */
export const longestPauseMs = 30_000

/** How long an application asks to wait; null: it does not, or too long. */
export function retryAfterMs({ status, headers }: Pick<StreamAnswer, 'status' | 'headers'>): number | null {
  const [value] = valuesOf(headers, 'retry-after')
  if ((status !== 429 && status !== 503) || value === undefined) return null
  const ms = readRetryAfter(value)
  return ms === null || ms > longestPauseMs ? null : ms
}
