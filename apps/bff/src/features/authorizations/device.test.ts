import { getAuthorization, startAuthorization } from '@patchbay/contracts/authorizations'
import { getConnection, getToken, updateConnection } from '@patchbay/contracts/connections'
import { listConnectionEvents } from '@patchbay/contracts/events'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftOf } from '../../testing/connecting.ts'
import { enterCode } from '../../testing/enter-code.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

async function begin() {
  const draft = await draftOf(api, 'oauth2', { authType: 'device', scopes: ['openid', 'notes:read'] })
  const started = await api.ok(startAuthorization, { params: { id: draft.id } })
  if (started.device === null) throw new TypeError('no code was given')
  return {
    draft,
    device: started.device,
    authorization: { params: { id: started.authorizationId } },
    started,
  }
}

/** The server lets itself be asked every five seconds. */
const soon = { timeout: 15_000, interval: 200 }

describe('a device authorization', () => {
  it('answers a code that is entered elsewhere, and is online once it was', async () => {
    const { draft, device, authorization, started } = await begin()
    expect(started.authorizationUrl).toBeNull()
    expect(device.userCode).toMatch(/^[A-Z0-9]{4}-?[A-Z0-9]{4}$/)
    expect(device.verificationUriComplete).toContain(device.userCode)
    expect(Date.parse(device.expiresAt)).toBeGreaterThan(Date.now() + 500_000)
    expect(await api.ok(getAuthorization, authorization)).toMatchObject({ status: 'pending', device })

    await enterCode(device.verificationUri, device.userCode)
    await vi.waitFor(
      async () =>
        expect(await api.ok(getAuthorization, authorization)).toMatchObject({ status: 'succeeded' }),
      soon,
    )
    const params = { id: draft.id }
    const online = await api.ok(getConnection, { params })
    expect(online).toMatchObject({
      status: 'online',
      lastTest: { ok: true, status: 200 },
      token: { refreshable: true },
    })
    expect((await api.ok(getToken, { params })).accessToken).not.toBe('')
    const { items } = await api.ok(listConnectionEvents, { params })
    expect(items.map(({ action, result }) => `${action} ${result}`)).toContain(
      'connection.authorized success',
    )
  })

  it('goes on waiting over a restart', async () => {
    const { draft, device, authorization } = await begin()
    await patchbay.restart()
    api = await patchbay.signedIn()
    await enterCode(device.verificationUri, device.userCode)
    await vi.waitFor(
      async () =>
        expect(await api.ok(getAuthorization, authorization)).toMatchObject({ status: 'succeeded' }),
      soon,
    )
    expect(await api.ok(getConnection, { params: { id: draft.id } })).toMatchObject({ status: 'online' })
  })

  it('that is not allowed fails, and the connection stays a draft', async () => {
    const { draft, device, authorization } = await begin()
    await enterCode(device.verificationUri, device.userCode, 'deny')
    await vi.waitFor(
      async () =>
        expect(await api.ok(getAuthorization, authorization)).toMatchObject({
          status: 'failed',
          error: { code: 'access_denied' },
        }),
      soon,
    )
    expect(await api.ok(getConnection, { params: { id: draft.id } })).toMatchObject({ status: 'draft' })
  })

  it('for a connection that was changed meanwhile is not taken', async () => {
    const { draft, device, authorization } = await begin()
    const params = { id: draft.id }
    await api.ok(updateConnection, { params, body: { version: draft.version, scopes: ['openid'] } })
    await enterCode(device.verificationUri, device.userCode)
    await vi.waitFor(
      async () =>
        expect(await api.ok(getAuthorization, authorization)).toMatchObject({
          status: 'failed',
          error: { code: 'settings_changed' },
        }),
      soon,
    )
    expect(await api.ok(getConnection, { params })).toMatchObject({ status: 'draft', token: null })
  })

  it('keeps the device code sealed', async () => {
    await begin()
    expect(patchbay.log.text()).not.toMatch(/device_code|deviceCode/)
  })
})
