import { expect, it } from 'vitest'
import { bars, scaleEnd, stepLine } from './plot-paths.ts'

it('draws a line in steps, with gaps where nothing is known', () => {
  expect(stepLine([10, 5, null, 10], 10)).toBe('M0 0H1V50H2M3 0H4')
  expect(stepLine([null, null], 10)).toBe('')
})

it('draws a bar where there is something to see', () => {
  const all = [
    { from: 0, to: 10 },
    { from: 5, to: 5 },
    { from: 5, to: 10 },
  ]
  expect(bars(all, { max: 10, width: 0.5 })).toBe('M0.25 100V0h0.5V100zM2.25 50V0h0.5V50z')
})

it.each([
  [[], 1],
  [[null, 0], 1],
  [[3], 5],
  [[10], 10],
  [[11], 20],
  [[4_321], 5_000],
])('ends the scale of %j at %i', (values, end) => {
  expect(scaleEnd(values)).toBe(end)
})
