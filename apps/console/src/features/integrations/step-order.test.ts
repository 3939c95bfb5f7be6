import { expect, it } from 'vitest'
import { inOrder, moved } from './step-order.ts'

const steps = ['source', 'a', 'b', 'c']

it('moves a step both ways', () => {
  expect(moved(steps, 'a', 2)).toEqual(['source', 'b', 'a', 'c'])
  expect(moved(steps, 'c', 1)).toEqual(['source', 'c', 'a', 'b'])
})

it('leaves the source first', () => {
  expect(moved(steps, 'source', 2)).toEqual(steps)
  expect(moved(steps, 'a', 0)).toEqual(steps)
})

it('goes no further than the end', () => {
  expect(moved(steps, 'b', 9)).toEqual(['source', 'a', 'c', 'b'])
  expect(moved(steps, 'gone', 2)).toEqual(steps)
})

it('puts things in an order, without those that have gone', () => {
  const things = [{ id: 'a' }, { id: 'b' }]
  expect(inOrder(things, ['b', 'gone', 'a'])).toEqual([{ id: 'b' }, { id: 'a' }])
  expect(inOrder(things, null)).toEqual(things)
})
