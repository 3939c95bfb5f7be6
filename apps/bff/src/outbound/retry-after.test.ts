import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readRetryAfter } from './retry-after.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2030, 0, 1, 12) }))
afterEach(() => void vi.useRealTimers())

it.each([
  ['0', 0],
  ['120', 120_000],
  ['Tue, 01 Jan 2030 12:00:30 GMT', 30_000],
  ['Tuesday, 01-Jan-30 12:00:30 GMT', 30_000],
  ['Tue, 01 Jan 2030 11:00:00 GMT', 0],
  ['-1', null],
  ['1.5', null],
  ['soon', null],
  ['', null],
])('“%s” asks to wait %s ms', (value, ms) => {
  expect(readRetryAfter(value)).toBe(ms)
})
