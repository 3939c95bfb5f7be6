/** `90` -> `2 minutes`: how long to wait before the next attempt, rounded up. */
export function waitText(seconds: number | null): string {
  if (seconds === null) return 'a minute'
  if (seconds <= 90) return seconds === 1 ? '1 second' : `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}
