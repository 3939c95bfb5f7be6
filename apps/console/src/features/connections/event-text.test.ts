import { expect, it } from 'vitest'
import { eventText } from './event-text.ts'

it('says what happened', () => {
  expect(eventText({ action: 'connection.created', result: 'success', actor: 'usr_a' })).toBe('Created')
  expect(eventText({ action: 'connection.authorized', result: 'failure', actor: null })).toBe(
    'A sign-in failed',
  )
})

it('says what somebody did who has no account here', () => {
  const actor = 'link_x'
  expect(eventText({ action: 'connection.authorized', result: 'success', actor })).toBe(
    'Authorized by the sign-in link',
  )
  expect(eventText({ action: 'sign_in_link.used', result: 'success', actor })).toBe(
    'Sign-in started by the sign-in link',
  )
})

it('has words for what a newer server tells', () => {
  expect(eventText({ action: 'connection.moved_away', result: 'failure', actor: null })).toBe(
    'Moved away: failed',
  )
})
