import type { Connection } from '@patchbay/contracts/connection'
import { expect, it } from 'vitest'
import { expiryText, statusReason } from './status.ts'

const now = Date.parse('2026-01-01T12:00:00.000Z')

function token(expiresAt: string | null, refreshable = true): NonNullable<Connection['token']> {
  return {
    obtainedAt: expiresAt ?? '',
    expiresAt,
    refreshable,
    grantedScopes: [],
    missingScopes: [],
    facts: {},
  }
}

it.each([
  [null, 'none'],
  [token(null), 'lifetime unknown'],
  [token('2026-01-01T12:52:30.000Z'), 'valid 52 min'],
  [token('2026-01-01T12:00:30.000Z'), 'valid under 1 min'],
  [token('2026-01-01T11:00:00.000Z'), 'renewed at the next use'],
  [token('2026-01-01T11:55:00.000Z', false), 'expired 5 min ago'],
])('says of %o: %s', (given, text) => {
  expect(expiryText(given, now)).toBe(text)
})

it('prefers the reason that the server gives', () => {
  expect(
    statusReason({ status: 'offline', statusReason: 'The sign-in was withdrawn.', authType: 'oauth2' }),
  ).toBe('The sign-in was withdrawn.')
  expect(statusReason({ status: 'draft', statusReason: null, authType: 'oauth2' })).toContain(
    'never authorized',
  )
  expect(statusReason({ status: 'online', statusReason: null, authType: 'cookie' })).toContain('through it')
  expect(statusReason({ status: 'online', statusReason: null, authType: 'oauth2' })).toContain('get a token')
})
