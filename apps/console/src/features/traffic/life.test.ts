import { expect, it } from 'vitest'
import { lifeOf, renewalOf } from './life.ts'

const noon = Date.UTC(2030, 0, 31, 12)
const minute = 60_000
const iso = (time: number) => new Date(time).toISOString()
const token = {
  obtainedAt: iso(noon),
  expiresAt: iso(noon + 60 * minute) as string | null,
  refreshable: true,
  grantedScopes: [],
  missingScopes: [],
  facts: {},
}

it.each([
  ['a tenth of a long life', 60 * minute, 54 * minute],
  ['a minute of a short one', 5 * minute, 4 * minute],
  ['at once, where it lives less', 30_000, 0],
])('a token is renewed ahead by %s', (_what, lifetime, after) => {
  expect(renewalOf({ ...token, expiresAt: iso(noon + lifetime) })).toBe(noon + after)
})

it('is not renewed ahead where it cannot be, or where nobody knows its end', () => {
  expect(renewalOf({ ...token, refreshable: false })).toBeNull()
  expect(renewalOf({ ...token, expiresAt: null })).toBeNull()
  expect(lifeOf({ ...token, expiresAt: null }, [], noon)).toBeNull()
})

it('has its marks in place, and those of the last refreshes', () => {
  const refreshes = [
    { at: iso(noon - 600 * minute), ok: true },
    { at: iso(noon - 60 * minute), ok: true },
    { at: iso(noon - 30 * minute), ok: false },
    { at: iso(noon), ok: true },
  ]
  const { marks = [], valid } = lifeOf(token, refreshes, noon + 30 * minute) ?? {}
  expect(marks).toEqual([
    { at: 0, kind: 'refreshed' },
    { at: 0.25, kind: 'failed' },
    { at: 0.5, kind: 'obtained' },
    { at: 0.95, kind: 'renewal' },
    { at: 1, kind: 'expiry' },
    { at: 0.75, kind: 'now' },
  ])
  expect(valid).toEqual({ from: 0.5, to: 1 })
})

it('goes on beyond its end until now', () => {
  const { marks = [] } = lifeOf(token, [], noon + 120 * minute) ?? {}
  expect(marks.find(({ kind }) => kind === 'expiry')?.at).toBe(0.5)
  expect(marks.at(-1)).toEqual({ at: 1, kind: 'now' })
})
