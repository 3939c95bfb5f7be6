import { getConnection, getToken, revokeConnection } from '@patchbay/contracts/connections'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAt, authorizeAtSandbox, draftAt, draftAtSandbox } from '../testing/connecting.ts'
import { json, type OddServer, page, startOddServer } from '../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  odd = await startOddServer()
  api = await patchbay.signedIn()
})
beforeEach(() => odd.reset())
afterAll(() => Promise.all([patchbay.stop(), odd.stop()]))

async function online(): Promise<{ id: string }> {
  const { connection } = await authorizeAt(api, await draftAt(api, odd))
  odd.requests.length = 0
  return { id: connection.id }
}

async function expectForgotten(params: { id: string }): Promise<void> {
  const connection = await api.ok(getConnection, { params })
  expect(connection).toMatchObject({ status: 'offline', token: null, lastTest: null })
  expect(connection.statusReason).toMatch(/was revoked. Authorize the connection again/)
  expect(await api.refused(getToken, { params })).toMatchObject({ code: 'not_authorized_yet' })
}

describe('revoking', () => {
  it('ends both tokens at the application, the refresh token first, and forgets them', async () => {
    const params = await online()
    const { revokedAtApplication, detail, connection } = await api.ok(revokeConnection, { params })
    expect(revokedAtApplication).toBe(true)
    expect(detail).toMatch(/revoked at the application and forgotten here/)
    expect(connection.status).toBe('offline')
    const revoked = odd.at('revocation').map(({ form }) => [form.get('token_type_hint'), form.get('token')])
    expect(revoked).toEqual([
      ['refresh_token', 'odd-refresh-1'],
      ['access_token', 'odd-access-1'],
    ])
    await expectForgotten(params)
  })

  it('leaves a token that the sandbox no longer takes', async () => {
    const { connection } = await authorizeAtSandbox(api, await draftAtSandbox(api))
    const params = { id: connection.id }
    const { accessToken } = await api.ok(getToken, { params })
    const url = `${String(connection.settings['instanceUri'])}/entity/Default/25.200.001/Customer?$top=1`
    const read = () => fetch(url, { headers: { authorization: `Bearer ${accessToken}` } })
    expect((await read()).status).toBe(200)
    expect((await api.ok(revokeConnection, { params })).revokedAtApplication).toBe(true)
    expect((await read()).status).toBe(401)
  })

  it.each([
    ['fails', page('<h1>Internal</h1>', 500)],
    ['refuses', json({ error: 'invalid_client' }, 401, { 'WWW-Authenticate': 'Basic' })],
    ['hangs up', (_request: unknown, response: { destroy(): unknown }) => response.destroy()],
  ])('forgets them also where the application %s, and says so', async (_what, answer) => {
    const params = await online()
    odd.answer('revocation', answer)
    const { revokedAtApplication, detail } = await api.ok(revokeConnection, { params })
    expect(revokedAtApplication).toBe(false)
    expect(detail).toMatch(/forgotten here, but the application did not confirm/)
    await expectForgotten(params)
  })

  it('a draft, or twice, says that there was nothing to revoke', async () => {
    const draft = await draftAt(api, odd)
    const params = { id: draft.id }
    const answer = await api.ok(revokeConnection, { params })
    expect(answer).toMatchObject({ revokedAtApplication: false, detail: 'There was nothing to revoke.' })
    expect(answer.connection).toEqual(draft)
    expect(odd.requests).toEqual([])
  })

  it('is answered without the tokens, and logs none', async () => {
    const params = await online()
    odd.answer('revocation', page('odd-refresh-1', 500))
    const { text } = await api.call(revokeConnection, { params })
    expect(text).not.toMatch(/odd-(access|refresh)/)
    expect(patchbay.log.text()).not.toMatch(/odd-(access|refresh)|odd-client-secret/)
  })
})
