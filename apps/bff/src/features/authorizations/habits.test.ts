import { getToken } from '@patchbay/contracts/connections'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAt, draftAt } from '../../testing/connecting.ts'
import { json, type OddServer, startOddServer, tokens } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  odd = await startOddServer()
  api = await patchbay.signedIn()
})
afterAll(() => Promise.all([patchbay.stop(), odd.stop()]))

async function authorizeWith(members: Record<string, unknown>) {
  odd.reset()
  odd.answer('token', tokens(members))
  const { authorization, connection } = await authorizeAt(api, await draftAt(api, odd))
  expect(authorization).toMatchObject({ status: 'succeeded', error: null })
  expect(connection.status).toBe('online')
  return connection
}

/** Seconds between the request and the end of the token. */
function lifetimeS({ token }: Awaited<ReturnType<typeof authorizeWith>>): number {
  return (Date.parse(token?.expiresAt ?? '') - Date.parse(token?.obtainedAt ?? '')) / 1000
}

describe('habits of real servers are taken:', () => {
  it.each([
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['no number at all', 'soon'],
  ])('expires_in %s means that the lifetime is not known', async (_what, value) => {
    const connection = await authorizeWith({ expires_in: value })
    expect(connection.token?.expiresAt).toBeNull()
    const token = await api.ok(getToken, { params: { id: connection.id } })
    expect(token).toMatchObject({ accessToken: 'odd-access-1', expiresAt: null })
    expect(odd.at('token')).toHaveLength(1)
  })

  it.each([
    ['a digit string', '3600', 3600],
    ['a fraction', 3599.5, 3599.5],
  ])('expires_in as %s', async (_what, value, lifetime) => {
    expect(lifetimeS(await authorizeWith({ expires_in: value }))).toBe(lifetime)
  })

  it('expires_in beyond all dates counts as far away', async () => {
    const connection = await authorizeWith({ expires_in: Number.MAX_VALUE })
    expect(lifetimeS(connection)).toBeGreaterThan(10 * 365 * 24 * 3600)
    expect((await api.ok(getToken, { params: { id: connection.id } })).accessToken).toBe('odd-access-1')
  })

  it.each([0, -1, '-3600'])('expires_in %j means expired at once: the first use refreshes', async (value) => {
    const connection = await authorizeWith({ expires_in: value })
    expect(lifetimeS(connection)).toBe(0)
    odd.answer('token', json({ access_token: 'renewed', token_type: 'bearer', expires_in: 3600 }))
    const token = await api.ok(getToken, { params: { id: connection.id } })
    expect(token.accessToken).toBe('renewed')
  })

  it('scope missing means granted as asked (RFC 6749 section 5.1)', async () => {
    const { token } = await authorizeWith({ scope: undefined })
    expect(token).toMatchObject({ grantedScopes: ['api', 'offline_access'], missingScopes: [] })
  })

  it('scope with more than was asked for', async () => {
    const { token } = await authorizeWith({ scope: 'openid api offline_access surprise' })
    expect(token?.grantedScopes).toEqual(['openid', 'api', 'offline_access', 'surprise'])
    expect(token?.missingScopes).toEqual([])
  })

  it('scope with less says which are missing', async () => {
    const { token } = await authorizeWith({ scope: 'api' })
    expect(token).toMatchObject({ grantedScopes: ['api'], missingScopes: ['offline_access'] })
  })

  it.each(['Bearer', 'bearer', 'BEARER'])('token_type %s', async (value) => {
    const { id } = await authorizeWith({ token_type: value })
    expect((await api.ok(getToken, { params: { id } })).tokenType).toBe('Bearer')
  })

  it('no refresh token: the connection says that it cannot be renewed', async () => {
    const { token } = await authorizeWith({ refresh_token: null })
    expect(token?.refreshable).toBe(false)
  })
})
