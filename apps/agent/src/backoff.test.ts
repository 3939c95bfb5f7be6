import { describe, expect, it } from 'vitest'
import { backoffMs, refusedWaitMs } from './backoff.ts'

describe('the wait before another try', () => {
  it.each([
    [0, 500],
    [1, 1000],
    [3, 4000],
    [4, 8000],
    [5, 8000],
    [10_000, 8000],
  ])('after %d failures is at most %d ms', (failures, max) => {
    expect(backoffMs(failures, 1)).toBe(max)
  })

  it('is anything down to none, so that many agents do not come at once', () => {
    expect(backoffMs(9, 0)).toBe(0)
  })

  it('after a refusal is half a minute to a minute', () => {
    expect([refusedWaitMs(0), refusedWaitMs(1)]).toEqual([30_000, 60_000])
  })
})
