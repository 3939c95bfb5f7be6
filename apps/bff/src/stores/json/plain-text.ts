/** Text of a value that has an obvious one; null for anything else, as for a missing value. */
export function plainText(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}
