/**
 * How many milliseconds a Retry-After header asks to wait (RFC 9110 section 10.2.3): seconds, or a date, which begins with
 * the day's name, since `Date.parse` makes dates of `-1` and `1.5` too. null: it says nothing that can be read.
 */
export function readRetryAfter(value: string): number | null {
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const ms = /^[A-Z][a-z]+,? /.test(value) ? Date.parse(value) - Date.now() : Number.NaN
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}
