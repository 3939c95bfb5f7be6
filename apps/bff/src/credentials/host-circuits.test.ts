import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { HostCircuits } from './host-circuits.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function failing(times = 5): HostCircuits {
  const circuits = new HostCircuits()
  for (let count = 0; count < times; count += 1) {
    circuits.enter('a')
    circuits.failed('a')
  }
  return circuits
}

it('opens after five failures in a row, for that host alone', () => {
  expect(() => failing(4).enter('a')).not.toThrow()
  const circuits = failing()
  expect(() => circuits.enter('a')).toThrow(/failed several times in a row/)
  expect(circuits.isOpen('a')).toBe(true)
  expect(() => circuits.enter('b')).not.toThrow()
})

it('counts failures in a row only', () => {
  const circuits = failing(4)
  circuits.succeeded('a')
  circuits.failed('a')
  expect(() => circuits.enter('a')).not.toThrow()
})

it('lets one try when its time is over, and stays open where that fails', () => {
  const circuits = failing()
  vi.advanceTimersByTime(5_000)
  circuits.enter('a')
  expect(() => circuits.enter('a')).toThrow(/tries again/)
  circuits.failed('a')
  expect(() => circuits.enter('a')).toThrow(/tries again/)
  vi.advanceTimersByTime(10_000)
  circuits.enter('a')
  circuits.succeeded('a')
  circuits.enter('a')
  circuits.enter('a')
})

it('lets another try where the first came to nothing', () => {
  const circuits = failing()
  vi.advanceTimersByTime(5_000)
  circuits.enter('a')
  circuits.left('a')
  expect(() => circuits.enter('a')).not.toThrow()
})

it('stays open at most five minutes, or as long as the host asks', () => {
  const circuits = failing()
  for (let count = 0; count < 20; count += 1) {
    vi.advanceTimersByTime(300_000)
    circuits.enter('a')
    circuits.failed('a')
  }
  vi.advanceTimersByTime(300_000)
  circuits.enter('a')
  circuits.failed('a', 900_000)
  vi.advanceTimersByTime(899_000)
  expect(() => circuits.enter('a')).toThrow(/tries again in 1 s/)
  vi.advanceTimersByTime(1_000)
  expect(() => circuits.enter('a')).not.toThrow()
})
