import { expect, it } from 'vitest'
import { waitText } from './wait-text.ts'

it.each([
  [null, 'a minute'],
  [1, '1 second'],
  [42, '42 seconds'],
  [91, '2 minutes'],
] as const)('%s -> %s', (seconds, text) => {
  expect(waitText(seconds)).toBe(text)
})
