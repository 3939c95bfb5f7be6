import { expect, it } from 'vitest'
import { DueTimes } from './due-times.ts'

it('gives back those whose time has come, once', () => {
  const due = new DueTimes()
  due.set('a', 10_000)
  due.set('b', 20_000)
  expect(due.take(9_000)).toEqual([])
  expect(due.take(15_000)).toEqual(['a'])
  expect(due.take(15_000)).toEqual([])
  expect(due.has('a')).toBe(false)
  expect(due.size).toBe(1)
})

it('holds a connection once, at the time set last', () => {
  const due = new DueTimes()
  due.set('a', 10_000)
  due.set('a', 30_000)
  expect(due.take(20_000)).toEqual([])
  expect(due.take(30_000)).toEqual(['a'])
  due.set('a', 40_000)
  due.forget('a')
  due.forget('a')
  expect(due.take(50_000)).toEqual([])
  expect(due.size).toBe(0)
})

it('spreads those that are due together over a quarter of what is left', () => {
  const due = new DueTimes()
  for (let index = 0; index < 1_000; index += 1) due.plan(`c${index}`, 100_000, 160_000)
  expect(due.take(99_000)).toEqual([])
  const early = due.take(104_000).length
  expect(early).toBeGreaterThan(100)
  expect(early).toBeLessThan(500)
  expect(early + due.take(115_000).length).toBe(1_000)
})
