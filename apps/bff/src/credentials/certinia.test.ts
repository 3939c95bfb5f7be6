import { getApplication } from '@patchbay/contracts/applications'
import { getToken, revokeConnection, testConnection } from '@patchbay/contracts/connections'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAtSandbox, draftOf, endAccess } from '../testing/connecting.ts'
import { type SentRequests, watchRequests } from '../testing/sent-requests.ts'
import { newIClient } from '../testing/stand-in-client.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let address: string
let sent: SentRequests
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
  const { sandbox } = await api.ok(getApplication, { params: { id: 'certinia' } })
  address = sandbox?.settings['server'] ?? ''
})
beforeEach(() => void (sent = watchRequests()))
afterEach(() => sent.stop())
afterAll(() => patchbay.stop())

const scopes = ['full', 'refresh_token']
const exchanges = () => sent.to('/certinia/services/oauth2/token')

async function online(changes: object = {}) {
  const draft = await draftOf(api, 'certinia', { scopes, ...changes })
  const { authorization, connection } = await authorizeAtSandbox(api, draft)
  expect(authorization).toMatchObject({ status: 'succeeded', error: null })
  return { connection, params: { id: connection.id } }
}

describe('Certinia with a refresh token', () => {
  it('is tested at the address that the token answer names', async () => {
    const { connection, params } = await online()
    expect(connection).toMatchObject({ status: 'online', lastTest: { ok: true, status: 200 } })
    const instance = `${new URL(address).origin}/certinia-org`
    expect(sent.to('userinfo')).toEqual([`GET ${instance}/services/oauth2/userinfo`])
    const { facts } = await api.ok(getToken, { params })
    expect(facts['instance_url']).toBe(instance)
  })

  it('has no known end, and a 401 means refresh', async () => {
    const { connection, params } = await online()
    expect(connection.token).toMatchObject({ expiresAt: null, refreshable: true })
    const first = await api.ok(getToken, { params })
    await endAccess(connection)
    sent.forget()
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true, status: 200 })
    expect(exchanges()).toHaveLength(1)
    const second = await api.ok(getToken, { params })
    expect(second.accessToken).not.toBe(first.accessToken)
    expect(second.facts).toEqual(first.facts)
    await endAccess(connection)
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true })
  })

  it('has the end that its iClient names, since the answer names none', async () => {
    const lifetimes = { accessTokenTtlMs: 3_599_999, refreshTokenTtlMs: 7_775_999_999 }
    const iClientId = await newIClient({ api, address, application: 'certinia' }, {}, lifetimes)
    const { obtainedAt, expiresAt } = (await online({ iClientId })).connection.token ?? {}
    expect(Date.parse(expiresAt ?? '') - Date.parse(obtainedAt ?? '')).toBe(3_599_999)
  })

  it('is revoked there too', async () => {
    const { params } = await online()
    expect((await api.ok(revokeConnection, { params })).revokedAtApplication).toBe(true)
    expect((await api.refused(getToken, { params })).code).toBe('not_authorized_yet')
  })
})
