import { getApplication } from '@patchbay/contracts/applications'
import { startAuthorization } from '@patchbay/contracts/authorizations'
import { getConnection, getToken, revokeConnection } from '@patchbay/contracts/connections'
import { getIClient } from '@patchbay/contracts/iclients'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAtSandbox, begin, draftOf } from '../testing/connecting.ts'
import { registerClient } from '../testing/stand-in-client.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let other: TestPatchbay
let api: ApiClient
/** Of a stand-in that is not this Patchbay's own, so a server like any other to it. */
let elsewhere: Record<string, string>
let operators: { clientId: string; clientSecret: string }
beforeAll(async () => {
  const env = { PATCHBAY_SANDBOX: 'on' }
  ;[patchbay, other] = await Promise.all([startTestPatchbay({ env }), startTestPatchbay({ env })])
  api = await patchbay.signedIn()
  elsewhere = (await detail(await other.signedIn())).sandbox?.settings ?? {}
  const address = Object.values(elsewhere).find((value) => value.includes('://')) ?? ''
  operators = await registerClient({ api, address })
})
afterAll(() => Promise.all([patchbay.stop(), other.stop()]))

const legacy = { apiType: 'r-series-v2' }
const detail = (client = api) => client.ok(getApplication, { params: { id: 'lightspeed' } })

function draft(settings: Record<string, string>, iClientId: string | null = null) {
  const scopes = ['employee:all']
  return draftOf(api, 'lightspeed', { scopes, iClientId, settings: { ...settings, ...legacy } })
}

/** Restarts with the operator's client, or without. */
async function restartWith({ clientId, clientSecret }: typeof operators): Promise<void> {
  await patchbay.restart({
    PATCHBAY_LIGHTSPEED_CLIENT_ID: clientId,
    PATCHBAY_LIGHTSPEED_CLIENT_SECRET: clientSecret,
  })
  api = await patchbay.signedIn()
}

describe('a Lightspeed R-Series v2 connection without an iClient', () => {
  it('is refused a sign-in while the operator has set no client, and named what must be set', async () => {
    expect((await detail()).builtInClient).toEqual({
      configured: false,
      variables: ['PATCHBAY_LIGHTSPEED_CLIENT_ID', 'PATCHBAY_LIGHTSPEED_CLIENT_SECRET'],
    })
    const { id } = await draft(elsewhere)
    const { status, problem } = await api.refused(startAuthorization, { params: { id } })
    expect(status).toBe(422)
    expect(problem.errors).toEqual([
      {
        path: 'settings.apiType',
        message:
          'Signing in to R-Series v2 needs a client that the operator of this Patchbay sets: ' +
          'PATCHBAY_LIGHTSPEED_CLIENT_ID and PATCHBAY_LIGHTSPEED_CLIENT_SECRET.',
      },
    ])
  })

  it('signs in at the sandbox with the sandbox’s own client', async () => {
    const { connection } = await authorizeAtSandbox(api, await draft({}))
    expect(connection).toMatchObject({ status: 'online', iClientId: null, lastTest: { ok: true } })
    expect(await api.ok(getToken, { params: { id: connection.id } })).toMatchObject({
      tokenType: 'Bearer',
    })
  })

  it('keeps to an iClient that it was given', async () => {
    const { sandbox } = await detail()
    const params = { id: sandbox?.iClientId ?? '' }
    const own = await api.ok(getIClient, { params })
    const { url } = await begin(api, await draft(elsewhere, own.id))
    expect(url.searchParams.get('client_id')).toBe(own.clientId)
  })

  it('signs in with the client that the operator has set, which is shown nowhere', async () => {
    await restartWith(operators)
    expect((await detail()).builtInClient?.configured).toBe(true)
    const { connection } = await authorizeAtSandbox(api, await draft(elsewhere))
    expect(connection).toMatchObject({ status: 'online', iClientId: null, lastTest: { ok: true } })
    const { text } = await api.call(getConnection, { params: { id: connection.id } })
    expect(text + patchbay.log.text()).not.toContain(operators.clientSecret)
  })

  it('names the operator’s variables where the application refuses that client', async () => {
    await restartWith({ ...operators, clientSecret: 'wrong-4f1d' })
    const { authorization } = await authorizeAtSandbox(api, await draft(elsewhere))
    expect(authorization).toMatchObject({ status: 'failed', error: { code: 'invalid_client' } })
    expect(authorization.error?.message).toMatch(/operator must correct PATCHBAY_LIGHTSPEED_CLIENT_ID and/)
  })

  it('still signs in at the sandbox with the sandbox’s own', async () => {
    await restartWith(operators)
    expect((await authorizeAtSandbox(api, await draft({}))).connection.status).toBe('online')
  })

  it('can be revoked though the client is gone', async () => {
    await restartWith(operators)
    const { connection } = await authorizeAtSandbox(api, await draft(elsewhere))
    await restartWith({ clientId: '', clientSecret: '' })
    const revoked = await api.ok(revokeConnection, { params: { id: connection.id } })
    expect(revoked).toMatchObject({ revokedAtApplication: false, connection: { token: null } })
  })
})

it('an application that brings no client says so', async () => {
  expect((await api.ok(getApplication, { params: { id: 'acumatica' } })).builtInClient).toBeNull()
})
