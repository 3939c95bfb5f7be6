import { getAuthorization } from '@patchbay/contracts/authorizations'
import { deleteConnection, getConnection, updateConnection } from '@patchbay/contracts/connections'
import { getIClient, updateIClient } from '@patchbay/contracts/iclients'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { arrive, begin, callbackOf, draftAt, outcomeOf } from '../../testing/connecting.ts'
import { type OddServer, startOddServer, tokens } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  odd = await startOddServer()
  api = await patchbay.signedIn()
})
beforeEach(() => odd.reset())
afterEach(() => void vi.useRealTimers())
afterAll(() => Promise.all([patchbay.stop(), odd.stop()]))

describe('between the click and the callback', () => {
  it.each([
    ['scopes', { scopes: ['api'] }],
    ['endpoint', { settings: { endpointVersion: '24.200.001' } }],
    ['iClient', { iClientId: null }],
  ])('a change of the %s makes the answer worthless', async (_what, change) => {
    const draft = await draftAt(api, odd)
    const started = await begin(api, draft)
    const body = { version: draft.version, ...change }
    const changed = await api.ok(updateConnection, { params: { id: draft.id }, body })
    const outcome = await outcomeOf(api, { ...started, callback: callbackOf(started) })
    expect(outcome.authorization).toMatchObject({ status: 'failed', error: { code: 'settings_changed' } })
    expect(outcome.page).toContain('was changed while you were signing in')
    expect(outcome.connection).toEqual(changed)
    expect(odd.at('token')).toEqual([])
  })

  it('another client ID of the iClient makes the answer worthless', async () => {
    const draft = await draftAt(api, odd)
    const started = await begin(api, draft)
    const params = { id: draft.iClientId ?? '' }
    const { version } = await api.ok(getIClient, { params })
    await api.ok(updateIClient, { params, body: { version, clientId: 'another-client' } })
    const { authorization } = await outcomeOf(api, { ...started, callback: callbackOf(started) })
    expect(authorization.error?.code).toBe('settings_changed')
    expect(odd.at('token')).toEqual([])
  })

  it('a change of name alone changes nothing', async () => {
    const draft = await draftAt(api, odd)
    const started = await begin(api, draft)
    const body = { version: draft.version, name: `${draft.name} renamed` }
    await api.ok(updateConnection, { params: { id: draft.id }, body })
    const { connection } = await outcomeOf(api, { ...started, callback: callbackOf(started) })
    expect(connection).toMatchObject({ status: 'online', name: body.name })
  })

  it('a deletion makes the answer worthless', async () => {
    const draft = await draftAt(api, odd)
    const started = await begin(api, draft)
    await api.ok(deleteConnection, { params: { id: draft.id } })
    const { status, text } = await arrive(api, callbackOf(started))
    expect(status).toBe(400)
    expect(text).toContain('deleted while you were signing in')
    expect(odd.at('token')).toEqual([])
    const authorization = await api.ok(getAuthorization, { params: { id: started.authorizationId } })
    expect(authorization).toMatchObject({ status: 'failed', error: { code: 'connection_deleted' } })
  })

  it('more than ten minutes make it expire', async () => {
    const draft = await draftAt(api, odd)
    const started = await begin(api, draft)
    const params = { id: started.authorizationId }
    const begun = Date.now()
    vi.setSystemTime(begun + 9 * 60_000 + 55_000)
    expect((await api.ok(getAuthorization, { params })).status).toBe('pending')
    vi.setSystemTime(begun + 10 * 60_000 + 1_000)
    expect(await api.ok(getAuthorization, { params })).toMatchObject({
      status: 'expired',
      error: { code: 'expired' },
    })
    const { page, status, authorization, connection } = await outcomeOf(api, {
      ...started,
      callback: callbackOf(started),
    })
    expect(status).toBe(410)
    expect(page).toContain('10 minutes')
    expect(authorization.status).toBe('expired')
    expect(connection).toEqual(draft)
    expect(odd.at('token')).toEqual([])
  })
})

describe('during the exchange of the code', () => {
  it('a change of scopes makes the tokens worthless', async () => {
    const draft = await draftAt(api, odd)
    const started = await begin(api, draft)
    odd.answer('token', async (request, response) => {
      const body = { version: draft.version, scopes: ['api'] }
      await api.ok(updateConnection, { params: { id: draft.id }, body })
      tokens()(request, response)
    })
    const { authorization, connection } = await outcomeOf(api, { ...started, callback: callbackOf(started) })
    expect(authorization.error?.code).toBe('settings_changed')
    expect(connection).toMatchObject({ status: 'draft', token: null, scopes: ['api'] })
  })

  it('a deletion is not undone', async () => {
    const draft = await draftAt(api, odd)
    const started = await begin(api, draft)
    odd.answer('token', async (request, response) => {
      await api.ok(deleteConnection, { params: { id: draft.id } })
      tokens()(request, response)
    })
    await arrive(api, callbackOf(started))
    expect((await api.refused(getConnection, { params: { id: draft.id } })).code).toBe('not_found')
  })
})
