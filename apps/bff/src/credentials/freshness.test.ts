import { expect, it, vi } from 'vitest'
import type { ConnectionRecord } from '../records/connection.ts'
import { isDue, isPlannedByNow, plannedAt } from './freshness.ts'

const obtainedAt = Date.now()

function record(application: string, lifetimeMs: number | null, refreshable = true): ConnectionRecord {
  const settings =
    application === 'exact-online' ? { country: 'nl' } : { tokenUrl: 'https://erp.example/token' }
  const expiresAt = lifetimeMs === null ? null : new Date(obtainedAt + lifetimeMs).toISOString()
  const token = { obtainedAt: new Date(obtainedAt).toISOString(), expiresAt, refreshable, facts: {} }
  return { id: 'conn_a', application, authType: 'oauth2', settings, token } as unknown as ConnectionRecord
}

/** In seconds after a token was obtained. */
function plans(token: ConnectionRecord): number[] {
  return Array.from({ length: 1_000 }, () => ((plannedAt(token) ?? Number.NaN) - obtainedAt) / 1000)
}

it.each([
  ['oauth2', 600_000, 525, 540],
  ['oauth2', 3_600_000, 3_150, 3_240],
])(
  'tokens of %s that live %i ms are replaced before anybody waits, and not together',
  (application, ms, from, to) => {
    const times = plans(record(application, ms))
    expect(Math.min(...times)).toBeGreaterThanOrEqual(from)
    expect(Math.max(...times)).toBeLessThanOrEqual(to)
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan((to - from) * 0.8)
  },
)

it('not before the application takes a refresh', () => {
  expect(new Set(plans(record('exact-online', 600_000)))).toEqual(new Set([575]))
})

it.each([
  ['one of unknown end', record('oauth2', null)],
  ['one that cannot be renewed', record('oauth2', 600_000, false)],
])('%s is never due', (_what, token) => {
  expect(plannedAt(token)).toBeNull()
  expect(isPlannedByNow(token)).toBe(false)
  expect(isDue(token)).toBe(false)
})

it('one that was replaced since it was planned is left alone', () => {
  const token = record('oauth2', 600_000)
  expect(isPlannedByNow(token)).toBe(false)
  vi.spyOn(Date, 'now').mockReturnValue(obtainedAt + 524_000)
  expect(isPlannedByNow(token)).toBe(false)
  vi.spyOn(Date, 'now').mockReturnValue(obtainedAt + 525_001)
  expect(isPlannedByNow(token)).toBe(true)
})
