import type { StreamAnswer } from '../../outbound/stream.ts'

/** Longer, the program waits better itself. */
const longestMs = 30_000

/** How long an application asks to wait (RFC 9110 section 10.2.3: seconds, or a date); null: it does not, or too long. */
export function retryAfterMs({ status, headers }: Pick<StreamAnswer, 'status' | 'headers'>): number | null {
  const value = headers['retry-after']
  if ((status !== 429 && status !== 503) || value === undefined) return null
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) || ms > longestMs ? null : Math.max(0, ms)
}
