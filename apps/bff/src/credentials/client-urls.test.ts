import { generateKeyPairSync } from 'node:crypto'
import { createIClient } from '@patchbay/contracts/iclients'
import { createConnection, revokeConnection } from '@patchbay/contracts/connections'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAt, begin, draftAt, newName } from '../testing/connecting.ts'
import { type OddServer, startOddServer } from '../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let instance: OddServer
let gateway: OddServer
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
  instance = await startOddServer()
  gateway = await startOddServer()
})
afterEach(() => {
  instance.reset()
  gateway.reset()
})
afterAll(async () => {
  await patchbay.stop()
  await instance.stop()
  await gateway.stop()
})

async function iClientAt(origin: string): Promise<string> {
  const urls = {
    authorizationUrl: `${origin}/identity/connect/authorize`,
    tokenUrl: `${origin}/identity/connect/token`,
  }
  const name = newName()
  const body = { name, application: 'acumatica', clientId: 'c', clientSecret: 's', ...urls }
  return (await api.ok(createIClient, { body })).id
}

describe('an iClient that says where it is registered', () => {
  it('signs in there, and its secret goes nowhere else', async () => {
    const draft = await draftAt(api, instance, { iClientId: await iClientAt(gateway.origin) })
    expect((await begin(api, draft)).url.origin).toBe(gateway.origin)
    const { connection } = await authorizeAt(api, draft)
    expect(connection).toMatchObject({ status: 'online', lastTest: { ok: true } })
    expect(gateway.at('token')).toHaveLength(1)
    expect(instance.at('token')).toHaveLength(0)
    await api.ok(revokeConnection, { params: { id: draft.id } })
    expect(instance.at('revocation'), 'a token is revoked where it came from, or nowhere').toHaveLength(0)
  })

  it('gives way to what the connection says itself', async () => {
    const settings = { instanceUri: instance.origin, tokenUrl: `${instance.origin}/identity/connect/token` }
    const draft = await draftAt(api, instance, { iClientId: await iClientAt(gateway.origin), settings })
    expect((await begin(api, draft)).url.origin).toBe(gateway.origin)
    expect((await authorizeAt(api, draft)).connection.status).toBe('online')
    expect(instance.at('token')).toHaveLength(1)
    expect(gateway.at('token')).toHaveLength(0)
  })
})

describe('a client that proves itself by a key', () => {
  it('signs for an application of the catalogue too, and sends no secret', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    const settings = { instanceUri: instance.origin, clientAuthentication: 'private_key_jwt' }
    const draft = await draftAt(api, instance, { settings, secrets: { privateKey } })
    expect(draft.storedSecrets).toEqual(['privateKey'])
    expect((await authorizeAt(api, draft)).connection.status).toBe('online')
    const [exchange] = instance.at('token')
    expect(exchange?.form.get('client_assertion_type')).toContain('jwt-bearer')
    expect(exchange?.form.has('client_secret')).toBe(false)
    const without = { name: newName(), application: 'acumatica', authType: 'oauth2', settings }
    const { problem } = await api.refused(createConnection, { body: without })
    expect(problem.errors).toEqual([{ path: 'secrets.privateKey', message: 'Write the Private key.' }])
  })
})
