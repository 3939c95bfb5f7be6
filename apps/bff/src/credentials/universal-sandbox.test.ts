import { generateKeyPairSync } from 'node:crypto'
import { getApplication } from '@patchbay/contracts/applications'
import { createConnection } from '@patchbay/contracts/connections'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAtOnce, authorizeAtSandbox, draftOf, newName } from '../testing/connecting.ts'
import { newIClient } from '../testing/stand-in-client.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let address: string
let sandboxIClientId: string | null
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
  const { sandbox } = await api.ok(getApplication, { params: { id: 'oauth2' } })
  address = sandbox?.settings['issuer'] ?? ''
  sandboxIClientId = sandbox?.iClientId ?? null
})
afterAll(() => patchbay.stop())

describe('the sandbox’s server', () => {
  it('lets in who asks for nothing in particular', async () => {
    const { connection } = await authorizeAtSandbox(api, await draftOf(api, 'oauth2', { scopes: [] }))
    expect(connection).toMatchObject({ status: 'online', token: { grantedScopes: ['notes:read'] } })
  })

  it('is not asked who signed in, where nobody did', async () => {
    const changes = { authType: 'client-credentials', scopes: ['openid', 'offline_access'] }
    const { connection } = await authorizeAtOnce(api, await draftOf(api, 'oauth2', changes))
    expect(connection).toMatchObject({ status: 'online', lastTest: { ok: true, status: null } })
  })
})

describe('a JWT bearer token', () => {
  it('is exchanged at once, for the subject that was written', async () => {
    const { privateKey: rsa, publicKey: pem } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    const registration = { api, address, application: 'oauth2' }
    const iClientId = await newIClient(registration, { publicKey: pem })
    const settings = {
      subject: 'admin@sandbox.example',
      testUrl: `${address}/api/whoami`,
      // The stand-in registers a client with a key for nothing else.
      clientAuthentication: 'private_key_jwt',
    }
    const draft = await draftOf(api, 'oauth2', {
      authType: 'jwt-bearer',
      settings,
      iClientId,
      scopes: [],
      secrets: { privateKey: rsa },
    })
    const { connection: online } = await authorizeAtOnce(api, draft)
    expect(online).toMatchObject({ status: 'online', lastTest: { ok: true, status: 200 } })

    const { application, authType } = draft
    const { privateKey: ec } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const refused = {
      name: newName(),
      application,
      authType,
      iClientId,
      secrets: { privateKey: ec.export({ type: 'pkcs8', format: 'pem' }) },
    }
    const { problem } = await api.refused(createConnection, {
      body: { ...refused, settings: { issuer: address, ...settings } },
    })
    expect(problem.errors).toEqual([
      { path: 'secrets.privateKey', message: expect.stringContaining('RS256 needs an RSA key') },
    ])
  })
})

describe('a server that parts scopes by commas', () => {
  it('is reached by its URLs, and gets them so', async () => {
    const settings = {
      authorizationUrl: `${address}/comma-separated/authorize`,
      tokenUrl: `${address}/comma-separated/token`,
      testUrl: `${address}/api/notes`,
      scopeSeparator: ',',
    }
    const scopes = ['notes:read', 'notes:write']
    const body = { name: newName(), application: 'oauth2', authType: 'oauth2', scopes }
    const iClientId = sandboxIClientId
    const draft = await api.ok(createConnection, { body: { ...body, settings, iClientId } })
    const { connection: online } = await authorizeAtSandbox(api, draft)
    expect(online).toMatchObject({
      status: 'online',
      lastTest: { ok: true },
      token: { grantedScopes: scopes, missingScopes: [], expiresAt: null },
    })
    const bySpace = { ...body, name: newName(), settings: { ...settings, scopeSeparator: ' ' }, iClientId }
    const { authorization } = await authorizeAtSandbox(api, await api.ok(createConnection, { body: bySpace }))
    expect(authorization.status).toBe('failed')
  })
})
