import { generateKeyPairSync } from 'node:crypto'
import { getApplication } from '@patchbay/contracts/applications'
import {
  createConnection,
  getConnection,
  getToken,
  testConnection,
  updateConnection,
} from '@patchbay/contracts/connections'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAtOnce, draftOf, endAccess, sandboxBody } from '../testing/connecting.ts'
import { type SentRequests, watchRequests } from '../testing/sent-requests.ts'
import { newIClient } from '../testing/stand-in-client.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pkcs8 = rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
const pkcs1 = rsa.privateKey.export({ format: 'pem', type: 'pkcs1' }) as string
const publicKey = rsa.publicKey.export({ format: 'pem', type: 'spki' }) as string

let patchbay: TestPatchbay
let api: ApiClient
let iClientId: string
let sent: SentRequests
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
  const { sandbox } = await api.ok(getApplication, { params: { id: 'certinia' } })
  const address = sandbox?.settings['server'] ?? ''
  iClientId = await newIClient({ api, address, application: 'certinia' }, { publicKey })
})
beforeEach(() => void (sent = watchRequests()))
afterEach(() => sent.stop())
afterAll(() => patchbay.stop())

const username = 'admin@sandbox.example'
function changes(secrets: Record<string, string>, settings: Record<string, string> = {}) {
  return {
    authType: 'jwt-bearer',
    iClientId,
    settings: { flowType: 'jwt-bearer', username, ...settings },
    secrets,
  }
}
const draft = (privateKey = pkcs8, settings?: Record<string, string>) =>
  draftOf(api, 'certinia', changes({ privateKey }, settings))
const exchanges = () => sent.to('/certinia/services/oauth2/token')

describe('Certinia by JWT bearer token', () => {
  it.each([
    ['PKCS #8', pkcs8],
    ['PKCS #1', pkcs1],
  ])('exchanges at once, without a window, with a key in %s', async (_form, key) => {
    const { authorization, connection } = await authorizeAtOnce(api, await draft(key))
    expect(authorization).toMatchObject({ status: 'succeeded', error: null })
    expect(connection).toMatchObject({ status: 'online', lastTest: { ok: true, status: 200 } })
    expect(connection.token).toMatchObject({ expiresAt: null, refreshable: true })
    expect(connection.storedSecrets).toEqual(['privateKey'])
    const { accessToken, facts } = await api.ok(getToken, { params: { id: connection.id } })
    expect(accessToken).not.toBe('')
    expect(facts['instance_url']).toMatch(/\/certinia-org$/)
  })

  it('signs a new assertion when the token is over', async () => {
    const { connection } = await authorizeAtOnce(api, await draft())
    const params = { id: connection.id }
    const { accessToken } = await api.ok(getToken, { params })
    await endAccess(connection)
    sent.forget()
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true })
    expect(exchanges()).toHaveLength(1)
    expect((await api.ok(getToken, { params })).accessToken).not.toBe(accessToken)
  })

  it.each([
    ['a user who is not approved', pkcs8, { username: 'nobody@sandbox.example' }],
    ['a key that is not registered there', otherKey(), {}],
  ])('says what to compare for %s, and the connection stays a draft', async (_what, key, settings) => {
    const { authorization, connection } = await authorizeAtOnce(api, await draft(key, settings))
    expect(authorization).toMatchObject({ status: 'failed', error: { code: 'invalid_grant' } })
    expect(authorization.error?.message).toMatch(/does not accept the signed assertion.*user name/)
    expect(connection).toMatchObject({ status: 'draft', token: null })
  })

  it('that loses its right goes offline, and says so', async () => {
    const { connection } = await authorizeAtOnce(api, await draft())
    const params = { id: connection.id }
    const { version } = await api.ok(getConnection, { params })
    await api.ok(updateConnection, { params, body: { version, secrets: { privateKey: otherKey() } } })
    await endAccess(connection)
    expect((await api.refused(testConnection, { params })).code).toBe('not_authorized_yet')
    expect(await api.ok(getConnection, { params })).toMatchObject({ status: 'offline' })
  })

  it('never shows the key', async () => {
    const { connection } = await authorizeAtOnce(api, await draft())
    const body = pkcs8.split('\n')[1] ?? 'x'
    expect(JSON.stringify(connection)).not.toContain(body)
    expect(patchbay.log.text()).not.toContain(body)
  })
})

function otherKey(modulusLength = 2048): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength })
  return privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
}
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const encrypted = { format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' } as const
const garbage = `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(64)}\n-----END PRIVATE KEY-----\n`

const badKeys: [string, string, RegExp][] = [
  ['is no PEM', 'c2VjcmV0'.repeat(20), /not a PEM key.*BEGIN PRIVATE KEY/],
  ['is missing', '', /Write the Private key/],
  ['is encrypted (PKCS #8)', rsa.privateKey.export({ ...encrypted, type: 'pkcs8' }) as string, /passphrase/],
  ['is encrypted (PKCS #1)', rsa.privateKey.export({ ...encrypted, type: 'pkcs1' }) as string, /passphrase/],
  ['is an EC key (PKCS #8)', ec.export({ format: 'pem', type: 'pkcs8' }) as string, /ec.*needs an RSA key/],
  ['is an EC key (SEC 1)', ec.export({ format: 'pem', type: 'sec1' }) as string, /EC key.*RSA key/],
  ['is public', publicKey, /public key/],
  ['is a certificate', publicKey.replaceAll('PUBLIC KEY', 'CERTIFICATE'), /certificate/],
  ['is garbage in PEM', garbage, /cannot be read/],
  ['is cut short', pkcs8.slice(0, 400), /cannot be read/],
  ['is too short for RS256', otherKey(1024), /1024 bits.*2048/],
]

describe('a key', () => {
  it.each(badKeys)('that %s is refused with what to do', async (_what, privateKey, words) => {
    const body = await sandboxBody(api, 'certinia', changes({ privateKey }))
    const { status, problem } = await api.refused(createConnection, { body })
    expect(status).toBe(422)
    expect(problem.errors).toEqual([{ path: 'secrets.privateKey', message: expect.stringMatching(words) }])
    if (privateKey !== '') expect(JSON.stringify(problem)).not.toContain(privateKey.slice(30, 60))
  })

  it('that is good is not replaced by a bad one', async () => {
    const { id, version } = await draft()
    const body = { version, secrets: { privateKey: garbage } }
    const { problem } = await api.refused(updateConnection, { params: { id }, body })
    expect(problem.errors?.[0]?.path).toBe('secrets.privateKey')
    const { authorization } = await authorizeAtOnce(api, { id })
    expect(authorization.status).toBe('succeeded')
  })

  it('that is left out of a change stays', async () => {
    const { id, version } = await draft()
    await api.ok(updateConnection, { params: { id }, body: { version, secrets: { privateKey: '' } } })
    expect((await authorizeAtOnce(api, { id })).authorization.status).toBe('succeeded')
  })
})
