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
