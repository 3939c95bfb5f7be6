const hours = 24

/** What each letter of a list's `health` draws, one bar an hour. */
export const healthLevels = { '-': 'none', o: 'ok', s: 'some', b: 'bad' } as const
export type HealthLevel = (typeof healthLevels)[keyof typeof healthLevels]

function isLetter(letter: string): letter is keyof typeof healthLevels {
  return letter in healthLevels
}

/** The hours of each level, 0 the oldest. */
export function hoursByLevel(health: string | null): ReadonlyMap<HealthLevel, readonly number[]> {
  const letters = (health ?? '-'.repeat(hours)).split('')
  return Map.groupBy(letters.keys(), (hour) => {
    const letter = letters[hour] ?? '-'
    return isLetter(letter) ? healthLevels[letter] : 'none'
  })
}

export function healthText(health: string | null): string {
  if (health === null) return 'Last 24 hours: not used'
  const count = health.split('').filter((letter) => letter === 's' || letter === 'b').length
  if (count === 0) return 'Last 24 hours: no errors'
  return `Last 24 hours: ${count} ${count === 1 ? 'hour' : 'hours'} with errors`
}
