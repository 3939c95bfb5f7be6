import {
  getConnection,
  getToken,
  revokeConnection,
  testConnection,
  updateConnection,
} from '@patchbay/contracts/connections'
import { createIClient } from '@patchbay/contracts/iclients'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAt, begin, draftAt, newName } from '../../testing/connecting.ts'
import { type OddServer, startOddServer } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let other: OddServer
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  odd = await startOddServer()
  other = await startOddServer()
  api = await patchbay.signedIn()
})
beforeEach(() => {
  odd.reset()
  other.reset()
})
afterAll(() => Promise.all([patchbay.stop(), odd.stop(), other.stop()]))

async function online() {
  return (await authorizeAt(api, await draftAt(api, odd))).connection
}

async function change({ id, version }: { id: string; version: number }, members: object) {
  const answered = await api.ok(updateConnection, { params: { id }, body: { version, ...members } })
  expect(await api.ok(getConnection, { params: { id } })).toEqual(answered)
  return answered
}

describe('an online connection', () => {
  it('whose instance changes goes offline, and says so', async () => {
    const changed = await change(await online(), { settings: { instanceUri: other.origin } })
    expect(changed).toMatchObject({ status: 'offline', token: null, lastTest: null })
    expect(changed.statusReason).toBe('Instance URI was changed. Authorize the connection again.')
  })

  it('never sends the credentials of the old instance to the new one', async () => {
    const { id, ...before } = await online()
    await change({ id, ...before }, { settings: { instanceUri: other.origin } })
    const params = { id }
    await api.refused(getToken, { params })
    await api.refused(testConnection, { params })
    await api.ok(revokeConnection, { params })
    expect(other.requests).toEqual([])
    await begin(api, { id })
    for (const { headers, body, path } of other.requests) {
      expect(JSON.stringify({ headers, body, path })).not.toMatch(/odd-(access|refresh)/)
    }
  })

  it('whose instance changes there and back does not come online by itself', async () => {
    const moved = await change(await online(), { settings: { instanceUri: other.origin } })
    const back = await change(moved, { settings: { instanceUri: odd.origin } })
    expect(back).toMatchObject({ status: 'offline', token: null })
  })

  it('whose iClient changes goes offline, and its tokens are forgotten', async () => {
    const name = newName()
    const body = { name, application: 'acumatica', clientId: 'another', clientSecret: 'another secret' }
    const { id: iClientId } = await api.ok(createIClient, { body })
    const changed = await change(await online(), { iClientId })
    expect(changed).toMatchObject({ status: 'offline', token: null })
    expect(changed.statusReason).toBe('iClient was changed. Authorize the connection again.')
    odd.requests.length = 0
    await api.ok(revokeConnection, { params: { id: changed.id } })
    expect(odd.requests).toEqual([])
  })

  it('whose scopes change goes offline, and can still be revoked', async () => {
    const changed = await change(await online(), { scopes: ['api'] })
    expect(changed.status).toBe('offline')
    expect(changed.statusReason).toBe('Scopes were changed. Authorize the connection again.')
    expect(await api.refused(getToken, { params: { id: changed.id } })).toMatchObject({ status: 409 })
    await api.ok(revokeConnection, { params: { id: changed.id } })
    expect(odd.at('revocation')).toHaveLength(2)
  })

  it('names all that changed', async () => {
    const changed = await change(await online(), {
      settings: { instanceUri: other.origin },
      scopes: ['api'],
      iClientId: null,
    })
    expect(changed.statusReason).toBe(
      'Instance URI and iClient and Scopes were changed. Authorize the connection again.',
    )
  })

  it.each([
    ['name', { name: 'Renamed' }],
    ['concurrency level', { advanced: { concurrencyLevel: 9 } }],
    ['endpoint version', { settings: { endpointVersion: '24.200.001' } }],
    ['scopes, in another order,', { scopes: ['offline_access', 'api'] }],
    ['instance, spelt otherwise,', () => ({ settings: { instanceUri: `${odd.origin}/` } })],
  ])('whose %s changes stays online', async (_what, members) => {
    const before = await online()
    const changed = await change(before, typeof members === 'function' ? members() : members)
    expect(changed).toMatchObject({ status: 'online', statusReason: null, token: before.token })
    expect((await api.ok(getToken, { params: { id: before.id } })).accessToken).toMatch(/^odd-access-/)
  })

  it('is online again after another authorization', async () => {
    const changed = await change(await online(), { settings: { instanceUri: `${odd.origin}/moved` } })
    const { connection } = await authorizeAt(api, changed)
    expect(connection).toMatchObject({ status: 'online', statusReason: null })
  })
})

describe('a draft', () => {
  it('stays one, whatever changes', async () => {
    const draft = await draftAt(api, odd)
    const changed = await change(draft, { settings: { instanceUri: other.origin }, scopes: [] })
    expect(changed).toMatchObject({ status: 'draft', statusReason: null })
  })
})
