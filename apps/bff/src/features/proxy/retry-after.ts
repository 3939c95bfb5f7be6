import type { StreamAnswer } from '../../outbound/stream.ts'
import { valuesOf } from './proxy-headers.ts'

/** Longer in all, the program waits better itself. */
export const longestPauseMs = 30_000

/** RFC 9110 section 10.2.3: seconds, or a date, which begins with the day's name. */
function readMs(value: string): number {
  if (/^\d+$/.test(value)) return Number(value) * 1000
  return /^[A-Z][a-z]+,? /.test(value) ? Date.parse(value) - Date.now() : Number.NaN
}

/** How long an application asks to wait; null: it does not, or too long. */
export function retryAfterMs({ status, headers }: Pick<StreamAnswer, 'status' | 'headers'>): number | null {
  const [value] = valuesOf(headers, 'retry-after')
  if ((status !== 429 && status !== 503) || value === undefined) return null
  const ms = readMs(value)
  return Number.isNaN(ms) || ms > longestPauseMs ? null : Math.max(0, ms)
}
