/** What happened in some time, as far as health looks at it. */
export interface Tally {
  /** Requests, and refreshes. */
  attempts: number
  /** What a program did wrong (4xx), or did not wait for, says nothing of the connection. */
  errors: number
  tokens: number
}

function letterOf({ attempts, errors, tokens }: Tally): string {
  if (attempts === 0) return tokens === 0 ? '-' : 'o'
  if (errors === 0) return 'o'
  return errors * 2 >= attempts ? 'b' : 's'
}

/** A letter an hour, see `healthSchema`; null: nothing happened at all. */
export function healthOf(hours: readonly Tally[]): string | null {
  const health = hours.map(letterOf).join('')
  return /[^-]/.test(health) ? health : null
}
