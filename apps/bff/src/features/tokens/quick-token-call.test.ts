import { createApiKey, deleteApiKey } from '@patchbay/contracts/api-keys'
import { getToken, revokeConnection } from '@patchbay/contracts/connections'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAtSandbox, draftAtSandbox, newName } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let id: string
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
  ;({ id } = (await authorizeAtSandbox(api, await draftAtSandbox(api))).connection)
})
afterAll(() => patchbay.stop())

async function newKey(limits: object = {}): Promise<{ id: string; key: string }> {
  return api.ok(createApiKey, { body: { name: newName(), permissions: ['token'], ...limits } })
}

/** The two ways to the same call: only the one in its plainest form is answered ahead of the framework. */
const schemes = ['Bearer', 'bearer']

function ask(scheme: string, key: string, connection = id) {
  return patchbay.visitor().call(getToken, {
    params: { id: connection },
    headers: { authorization: `${scheme} ${key}` },
  })
}

describe('the token call ahead of the framework', () => {
  it('answers with the same body and headers as behind it', async () => {
    const { key } = await newKey()
    const [quick, bound] = await Promise.all(schemes.map((scheme) => ask(scheme, key)))
    expect(quick?.status).toBe(200)
    expect(quick?.body).toEqual(bound?.body)
    const steady = (headers: Headers | undefined) =>
      [...(headers ?? [])].filter(([name]) => !['date', 'patchbay-request-id'].includes(name))
    expect(steady(quick?.headers)).toEqual(steady(bound?.headers))
    const idOf = (answer: typeof quick) => answer?.headers.get('patchbay-request-id')
    expect(idOf(quick)).toMatch(/^[0-9a-f-]{36}$/)
    expect(idOf(quick)).not.toBe(idOf(bound))
  })

  it('is in the log as any other, without key and token', async () => {
    const { key } = await newKey()
    const { headers, body } = await ask('Bearer', key)
    const requestId = headers.get('patchbay-request-id') ?? ''
    const line = () => patchbay.log.lines().find((each) => each['requestId'] === requestId)
    const req = { method: 'GET', path: `/api/connections/${id}/token` }
    // The line comes when the answer is through, which a client may know before the server does.
    await expect.poll(line).toMatchObject({ req, res: { status: 200 }, msg: 'request completed' })
    expect(patchbay.log.text()).not.toContain(key)
    expect(patchbay.log.text()).not.toContain((body as { accessToken: string }).accessToken)
  })
})

describe.each(schemes)('with “%s”, a key', (scheme) => {
  it('sees nothing it was not given', async () => {
    const { key } = await newKey({ connectionIds: [(await draftAtSandbox(api)).id] })
    expect((await ask(scheme, key)).status).toBe(404)
    const { key: reader } = await newKey({ permissions: ['read'] })
    expect((await ask(scheme, reader)).status).toBe(403)
  })

  it('is nothing any more once it was revoked', async () => {
    const { id: keyId, key } = await newKey()
    expect((await ask(scheme, key)).status).toBe(200)
    await api.ok(deleteApiKey, { params: { id: keyId } })
    expect((await ask(scheme, key)).status).toBe(401)
  })

  it('gets no token of a connection that is not online', async () => {
    const { key } = await newKey()
    const { connection } = await authorizeAtSandbox(api, await draftAtSandbox(api))
    expect((await ask(scheme, key, connection.id)).status).toBe(200)
    await api.ok(revokeConnection, { params: { id: connection.id }, body: {} })
    expect((await ask(scheme, key, connection.id)).status).toBe(409)
    expect((await ask(scheme, key, 'conn_unknown')).status).toBe(404)
  })
})
