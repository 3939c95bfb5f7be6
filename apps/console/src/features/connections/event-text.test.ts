import { expect, it } from 'vitest'
import { eventText } from './event-text.ts'

it('says what happened', () => {
  expect(eventText({ action: 'connection.created', result: 'success' })).toBe('Created')
  expect(eventText({ action: 'connection.authorized', result: 'failure' })).toBe('A sign-in failed')
})

it('has words for what a newer server tells', () => {
  expect(eventText({ action: 'connection.moved_away', result: 'failure' })).toBe('Moved away: failed')
})
