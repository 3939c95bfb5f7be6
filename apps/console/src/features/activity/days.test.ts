import { expect, it } from 'vitest'
import { byDay, dayTitle } from './days.ts'

const at = (...parts: [number, number, number, number]) => new Date(...parts).toISOString()
const now = new Date(2026, 0, 1, 9).getTime()

it('puts together what happened on one day, where the browser is', () => {
  const events = [at(2026, 0, 1, 8), at(2026, 0, 1, 0), at(2025, 11, 31, 23)].map((each) => ({ at: each }))
  expect(byDay(events).map(({ key, events: of }) => [key, of.length])).toEqual([
    ['2026-01-01', 2],
    ['2025-12-31', 1],
  ])
})

it('calls days as people do', () => {
  expect(dayTitle('2026-01-01', now)).toBe('Today')
  expect(dayTitle('2025-12-31', now)).toBe('Yesterday')
  expect(dayTitle('2025-12-29', now)).toBe('Monday, December 29, 2025')
  expect(dayTitle('2026-01-01', new Date(2026, 0, 5).getTime())).toBe('Thursday, January 1')
})
