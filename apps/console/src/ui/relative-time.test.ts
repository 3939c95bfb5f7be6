import { expect, it } from 'vitest'
import { ago, shortDuration } from './relative-time.ts'

it.each([
  [0, '0 s'],
  [59_999, '59 s'],
  [52 * 60_000, '52 min'],
  [5 * 3_600_000, '5 h'],
  [12.5 * 86_400_000, '12 d'],
])('%d ms -> %s', (ms, text) => {
  expect(shortDuration(ms)).toBe(text)
})

it('says how long ago, also where the clocks differ a little', () => {
  const now = Date.parse('2026-01-01T00:00:00.000Z')
  expect(ago('2025-12-31T23:58:30.000Z', now)).toBe('1 min ago')
  expect(ago('2026-01-01T00:00:01.000Z', now)).toBe('just now')
})
