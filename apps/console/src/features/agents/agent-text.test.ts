import type { Agent } from '@patchbay/contracts/agents'
import { expect, it } from 'vitest'
import { hasArrived, softwareText, statusText } from './agent-text.ts'

const now = Date.parse('2026-01-01T12:00:00.000Z')
const offline: Agent = {
  id: 'agt_1',
  version: 1,
  name: 'Warehouse',
  status: 'offline',
  onlineSince: null,
  lastSeenAt: null,
  software: null,
  address: null,
  allow: null,
  certificateAuthority: null,
  offeredCertificateAuthority: null,
  usedBy: 0,
  tokenCreatedAt: '2026-01-01T11:00:00.000Z',
  createdAt: '2026-01-01T10:00:00.000Z',
  createdBy: 'usr_1',
  updatedAt: '2026-01-01T10:00:00.000Z',
}
const online: Agent = { ...offline, status: 'online', onlineSince: '2026-01-01T11:55:00.000Z' }

it.each([
  ['OpenSSH_10.0p2 Debian-7', 'OpenSSH 10.0p2 Debian-7'],
  ['OpenSSH_for_Windows_9.5', 'OpenSSH for Windows 9.5'],
  ['patchbay-agent_0.1.0', 'Patchbay agent 0.1.0'],
])('calls %s %s', (software, text) => {
  expect(softwareText(software)).toBe(text)
})

it.each([
  [online, 'Online for 5 min'],
  [{ ...online, onlineSince: '2026-01-01T11:59:55.000Z' }, 'Online, just connected'],
  [{ ...offline, lastSeenAt: '2026-01-01T09:00:00.000Z' }, 'Offline, last seen 3 h ago'],
  [offline, 'Offline, never connected'],
])('says of %o: %s', (agent, text) => {
  expect(statusText(agent, now)).toBe(text)
})

it('knows a link with the new token from one with the token before', () => {
  expect(hasArrived(online)).toBe(true)
  expect(hasArrived({ ...online, onlineSince: '2026-01-01T10:59:59.999Z' })).toBe(false)
  expect(hasArrived(offline)).toBe(false)
})
