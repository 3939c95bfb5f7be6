import { generateKeyPairSync } from 'node:crypto'
import { listConnectionEvents } from '@patchbay/contracts/events'
import { user } from '@patchbay/sandbox/account'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAtOnce, draftOf } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

const byCookie = (password: string) =>
  draftOf(api, 'acumatica', {
    authType: 'cookie',
    iClientId: null,
    settings: { userName: user.name },
    secrets: { password },
  })
const byKeyAndSecret = () =>
  draftOf(api, 'lightspeed', {
    authType: 'basic',
    iClientId: null,
    settings: { apiType: 'c-series' },
    secrets: { apiKey: 'nobody', apiSecret: 'nothing' },
  })
const byJwt = () =>
  draftOf(api, 'certinia', {
    authType: 'jwt-bearer',
    settings: { flowType: 'jwt-bearer', username: 'admin@sandbox.example' },
    secrets: { privateKey },
  })

describe('the audit log has a sign-in without a window', () => {
  it('that succeeded', async () => {
    const { connection } = await authorizeAtOnce(api, await byCookie(user.password))
    const { items } = await api.ok(listConnectionEvents, { params: { id: connection.id } })
    expect(items.map(({ action, result }) => [action, result])).toEqual([
      ['connection.authorized', 'success'],
      ['connection.authorization_started', 'success'],
      ['connection.created', 'success'],
    ])
    const [authorized, started] = items
    expect(authorized).toEqual({
      ...started,
      id: authorized?.id,
      at: authorized?.at,
      action: 'connection.authorized',
      target: { collection: 'connections', id: connection.id, name: connection.name },
    })
  })

  it.each([
    ['by cookie', () => byCookie('wrong')],
    ['by key and secret', byKeyAndSecret],
    ['by JWT', byJwt],
  ])('that failed %s, with the code', async (_how, draft) => {
    const { connection, authorization } = await authorizeAtOnce(api, await draft())
    const { items } = await api.ok(listConnectionEvents, { params: { id: connection.id } })
    expect(authorization.status).toBe('failed')
    expect(items[0]).toMatchObject({
      action: 'connection.authorized',
      result: 'failure',
      code: authorization.error?.code,
      target: { name: connection.name },
    })
  })
})
