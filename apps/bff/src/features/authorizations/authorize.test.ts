import { getAuthorization } from '@patchbay/contracts/authorizations'
import { getConnection, getToken, testConnection } from '@patchbay/contracts/connections'
import { listEvents } from '@patchbay/contracts/events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import {
  arrive,
  authorizeAtSandbox,
  begin,
  draftAtSandbox,
  outcomeOf,
  walkSandbox,
} from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

describe('an authorization at the sandbox', () => {
  it('takes a draft online, with tokens that the application takes', async () => {
    const draft = await draftAtSandbox(api, { scopes: ['api', 'offline_access', 'openid'] })
    expect(draft).toMatchObject({ status: 'draft', token: null, sandbox: true })
    const { page, status, authorization, connection } = await authorizeAtSandbox(api, draft)
    expect(status).toBe(200)
    expect(page).toContain('Connected')
    expect(page).toContain(draft.name)
    expect(authorization).toMatchObject({ status: 'succeeded', error: null, connectionId: draft.id })
    expect(connection).toMatchObject({ status: 'online', statusReason: null, lastTest: { ok: true } })
    expect(connection.token).toMatchObject({ refreshable: true, missingScopes: [] })
    const params = { id: draft.id }
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true, status: 200 })
    expect(await api.ok(getToken, { params })).toMatchObject({ tokenType: 'Bearer' })
  })

  it('asks with PKCE S256, a state and the exact callback URL', async () => {
    const { url } = await begin(api, await draftAtSandbox(api, { scopes: ['api', 'openid'] }))
    const asked = Object.fromEntries(url.searchParams)
    expect(asked).toMatchObject({
      response_type: 'code',
      scope: 'api openid',
      code_challenge_method: 'S256',
      redirect_uri: `${patchbay.url}/connection/oauth2callback`,
    })
    expect(asked['code_challenge']).toMatch(/^[\w-]{43}$/)
    expect(asked['state']).toMatch(/^[\w-]{43}$/)
    expect(asked['nonce']).toMatch(/^[\w-]{43}$/)
  })

  it('is pending until the callback', async () => {
    const { authorizationId } = await begin(api, await draftAtSandbox(api))
    const params = { id: authorizationId }
    expect(await api.ok(getAuthorization, { params })).toMatchObject({ status: 'pending', error: null })
  })

  it('that is denied on the consent page leaves the draft, and says so', async () => {
    const draft = await draftAtSandbox(api)
    const started = await begin(api, draft)
    const callback = await walkSandbox(started, 'deny')
    const { page, authorization, connection } = await outcomeOf(api, { ...started, callback })
    expect(connection).toEqual(draft)
    expect(authorization).toMatchObject({
      status: 'failed',
      error: { code: 'access_denied', description: 'The user did not allow the access' },
    })
    expect(page).toContain('The user did not allow the access')
  })

  it('survives a restart between the click and the callback', async () => {
    const draft = await draftAtSandbox(api)
    const started = await begin(api, draft)
    const callback = await walkSandbox(started)
    await patchbay.restart()
    const { authorization, connection } = await outcomeOf(api, { ...started, callback })
    expect(authorization.status).toBe('succeeded')
    expect(connection.status).toBe('online')
  })

  it('does not mix with that of another connection', async () => {
    const drafts = [await draftAtSandbox(api), await draftAtSandbox(api)]
    const started = await Promise.all(drafts.map((draft) => begin(api, draft)))
    const callbacks = await Promise.all(started.map((each) => walkSandbox(each)))
    await Promise.all(callbacks.toReversed().map((callback) => arrive(api, callback)))
    const tokens = await Promise.all(drafts.map(({ id }) => api.ok(getToken, { params: { id } })))
    expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(2)
    for (const [index, { authorizationId }] of started.entries()) {
      const authorization = await api.ok(getAuthorization, { params: { id: authorizationId } })
      expect(authorization).toMatchObject({ status: 'succeeded', connectionId: drafts[index]?.id })
    }
  })

  it('is written to the audit log, start and end', async () => {
    const draft = await draftAtSandbox(api)
    await authorizeAtSandbox(api, draft)
    const { items } = await api.ok(listEvents)
    const events = items.filter(({ target }) => target?.id === draft.id)
    expect(events.map(({ action, result }) => `${action} ${result}`)).toEqual([
      'connection.authorized success',
      'connection.authorization_started success',
      'connection.created success',
    ])
  })

  it('leaves no token, code, state or verifier in the log', async () => {
    const draft = await draftAtSandbox(api)
    const started = await begin(api, draft)
    const callback = await walkSandbox(started)
    await arrive(api, callback)
    const { accessToken } = await api.ok(getToken, { params: { id: draft.id } })
    const log = patchbay.log.text()
    const secrets = [accessToken, ...['code', 'state'].map((name) => callback.searchParams.get(name))]
    for (const secret of secrets) expect(log).not.toContain(secret)
    expect(JSON.stringify(await api.ok(getConnection, { params: { id: draft.id } }))).not.toContain(
      accessToken,
    )
  })
})
