import { getApplication } from '@patchbay/contracts/applications'
import {
  createConnection,
  getConnection,
  getToken,
  revokeConnection,
  testConnection,
  updateConnection,
} from '@patchbay/contracts/connections'
import type { Connection } from '@patchbay/contracts/connection'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAtOnce, draftOf, sandboxBody } from '../testing/connecting.ts'
import { registerClient } from '../testing/stand-in-client.ts'
import { startOddServer } from '../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let apiKey: string
let apiSecret: string
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
  const { sandbox } = await api.ok(getApplication, { params: { id: 'lightspeed' } })
  const address = sandbox?.settings['server'] ?? ''
  const client = await registerClient({ api, address })
  apiKey = client.clientId
  apiSecret = client.clientSecret
})
afterAll(() => patchbay.stop())

const basic = (secrets: Record<string, string>, settings: Record<string, string> = {}) => ({
  authType: 'basic',
  iClientId: null,
  settings: { apiType: 'c-series', cluster: 'us1', ...settings },
  secrets,
})
const draft = (secret = apiSecret): Promise<Connection> =>
  draftOf(api, 'lightspeed', basic({ apiKey, apiSecret: secret }))

describe('Lightspeed C-Series', () => {
  it('is checked at once with its key and secret, without a window', async () => {
    const { authorization, connection } = await authorizeAtOnce(api, await draft())
    expect(authorization).toMatchObject({ status: 'succeeded', error: null })
    expect(connection).toMatchObject({ status: 'online', token: null, lastTest: { ok: true, status: 200 } })
    expect(connection.storedSecrets).toEqual(['apiKey', 'apiSecret'])
    expect(await api.ok(testConnection, { params: { id: connection.id } })).toMatchObject({ ok: true })
  })

  it('has no token to hand out', async () => {
    const { connection } = await authorizeAtOnce(api, await draft())
    const refusal = await api.refused(getToken, { params: { id: connection.id } })
    expect(refusal).toMatchObject({ status: 409, code: 'no_token' })
  })

  it('with a wrong secret is refused, and the connection stays a draft', async () => {
    const { authorization, connection } = await authorizeAtOnce(api, await draft('wrong'))
    expect(authorization).toMatchObject({ status: 'failed', error: { code: 'access_denied' } })
    expect(authorization.error?.message).toMatch(/does not accept the API key and secret/)
    expect(connection).toMatchObject({ status: 'draft', statusReason: null })
  })

  it('whose secret was replaced by a wrong one goes offline, and comes back with the right one', async () => {
    const { connection } = await authorizeAtOnce(api, await draft())
    const params = { id: connection.id }
    const replace = async (secret: string) => {
      const { version } = await api.ok(getConnection, { params })
      await api.ok(updateConnection, { params, body: { version, secrets: { apiSecret: secret } } })
      return (await authorizeAtOnce(api, params)).connection
    }
    const { status, statusReason } = await replace('wrong')
    expect(status).toBe('offline')
    expect(statusReason).toMatch(/does not accept the API key and secret/)
    expect(await replace(apiSecret)).toMatchObject({ status: 'online', statusReason: null })
  })

  it('that cannot be asked is not called connected', async () => {
    const away = await startOddServer()
    const body = basic({ apiKey, apiSecret }, { server: away.origin })
    const { id } = await draftOf(api, 'lightspeed', body)
    const answered = await authorizeAtOnce(api, { id })
    expect(answered.authorization).toMatchObject({ status: 'failed', error: { code: 'server_error' } })
    await away.stop()
    const { authorization, connection } = await authorizeAtOnce(api, { id })
    expect(authorization).toMatchObject({ status: 'failed', error: { code: 'application_unreachable' } })
    expect(connection.status).toBe('draft')
  })

  it('is revoked by forgetting', async () => {
    const { connection } = await authorizeAtOnce(api, await draft())
    const params = { id: connection.id }
    const { revokedAtApplication, detail } = await api.ok(revokeConnection, { params })
    expect(revokedAtApplication).toBe(false)
    expect(detail).toMatch(/offers no revocation/)
    expect((await api.refused(testConnection, { params })).code).toBe('not_authorized_yet')
  })

  it('asks for both, and for nothing that it does not know', async () => {
    const body = await sandboxBody(api, 'lightspeed', basic({ apiKey, password: 'x' }))
    const { problem } = await api.refused(createConnection, { body })
    expect(problem.errors?.map(({ path }) => path)).toEqual(['secrets.password', 'secrets.apiSecret'])
  })

  it('has no OAuth, and says what it has', async () => {
    const body = await sandboxBody(api, 'lightspeed', { ...basic({ apiKey, apiSecret }), authType: 'oauth2' })
    const { problem } = await api.refused(createConnection, { body })
    expect(problem.errors).toContainEqual({
      path: 'authType',
      message: 'Lightspeed does not offer “oauth2”. Choose from basic.',
    })
  })

  it('shows neither key nor secret anywhere', async () => {
    const { connection } = await authorizeAtOnce(api, await draft())
    const told = JSON.stringify(connection) + patchbay.log.text()
    const header = Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')
    for (const secret of [apiSecret, header]) expect(told).not.toContain(secret)
  })
})
