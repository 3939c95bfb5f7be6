import type { Connection } from '@patchbay/contracts/connection'
import { expect, it } from 'vitest'
import { expiryText, isAgentAway, statusReason } from './status.ts'

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

const online = { status: 'online', statusReason: null, authType: 'oauth2', agent: null } as const

it('prefers the reason that the server gives', () => {
  expect(statusReason({ ...online, status: 'offline', statusReason: 'The sign-in was withdrawn.' })).toBe(
    'The sign-in was withdrawn.',
  )
  expect(statusReason({ ...online, status: 'draft' })).toContain('never authorized')
  expect(statusReason({ ...online, authType: 'cookie' })).toContain('through it')
  expect(statusReason(online)).toContain('get a token')
})

it('says of one whose agent is away that nobody needs to sign in again, and of one that is offline what it is', () => {
  const agent = { id: 'agt_1', name: 'Warehouse', status: 'offline' } as const
  expect(isAgentAway({ ...online, agent })).toBe(true)
  expect(statusReason({ ...online, agent })).toMatch(/“Warehouse” is not connected.*nobody needs to sign in/)
  expect(isAgentAway({ ...online, agent: { ...agent, status: 'online' } })).toBe(false)
  const expired = { ...online, agent, status: 'offline', statusReason: 'The sign-in was withdrawn.' } as const
  expect(isAgentAway(expired)).toBe(false)
  expect(statusReason(expired)).toBe('The sign-in was withdrawn.')
})
