import { describe, expect, it } from 'vitest'
import { pauseMs, retryAfterMs } from './retry-schedule.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

describe('the pause after a failed attempt', () => {
  it.each([
    [1, 5 * second],
    [2, 5 * minute],
    [3, 30 * minute],
    [4, 2 * hour],
    [5, 5 * hour],
    [6, 10 * hour],
    [7, 14 * hour],
    [8, 20 * hour],
    [9, 24 * hour],
  ])('number %i is at least %i ms, and a fifth more at most', (attempts, leastMs) => {
    const pauses = Array.from({ length: 50 }, () => pauseMs(attempts, null) ?? 0)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(leastMs)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(leastMs * 1.2)
    expect(new Set(pauses).size).toBeGreaterThan(1)
  })

  it('number ten is none: that was the last', () => {
    expect(pauseMs(10, null)).toBeNull()
    expect(pauseMs(10, 1000)).toBeNull()
  })

  it('is what the receiver asks for where that is longer, but a day at most', () => {
    expect(pauseMs(1, hour)).toBeGreaterThanOrEqual(hour)
    expect(pauseMs(3, second)).toBeGreaterThanOrEqual(30 * minute)
    expect(pauseMs(1, 1000 * hour)).toBeLessThanOrEqual(24 * hour * 1.2)
  })
})

describe('what a receiver asks to wait', () => {
  const asked = (status: number, value?: string) =>
    retryAfterMs(new Response(null, { status, headers: value === undefined ? {} : { 'retry-after': value } }))

  it('is in seconds or a date, with 429 and 503', () => {
    expect(asked(429, '120')).toBe(120_000)
    expect(asked(503, new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(55_000)
    expect(asked(503, new Date(0).toUTCString())).toBe(0)
  })

  it('is nothing with any other status, or what cannot be read', () => {
    expect(asked(500, '120')).toBeNull()
    expect(asked(429)).toBeNull()
    expect(asked(429, 'soon')).toBeNull()
  })
})
