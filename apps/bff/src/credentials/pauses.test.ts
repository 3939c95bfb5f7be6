import { afterEach, expect, it, vi } from 'vitest'
import { Pauses } from './pauses.ts'

afterEach(() => void vi.restoreAllMocks())

/** How long the pauses after so many failures in a row are at most, in seconds. */
function longest(failures: number): number[] {
  vi.spyOn(Math, 'random').mockReturnValue(1)
  vi.spyOn(Date, 'now').mockReturnValue(0)
  const pauses = new Pauses()
  return Array.from({ length: failures }, () => {
    pauses.failed('a')
    return pauses.until('a') / 1000
  })
}

it('doubles, up to five minutes', () => {
  expect(longest(12)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
})

it('is jittered over its whole length', () => {
  vi.spyOn(Date, 'now').mockReturnValue(0)
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const pauses = new Pauses()
  pauses.failed('a')
  expect(pauses.until('a')).toBe(0)
})

it('is as long as the application asks, and over with the first success', () => {
  const pauses = new Pauses()
  pauses.failed('a', 60_000)
  expect(pauses.until('a')).toBeGreaterThan(Date.now() + 59_000)
  expect(pauses.isOver('a')).toBe(false)
  expect(pauses.isOver('b')).toBe(true)
  pauses.succeeded('a')
  expect(pauses.isOver('a')).toBe(true)
})
