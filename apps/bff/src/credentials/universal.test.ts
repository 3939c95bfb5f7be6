import { generateKeyPairSync } from 'node:crypto'
import {
  createConnection,
  getConnection,
  getToken,
  revokeConnection,
  testConnection,
} from '@patchbay/contracts/connections'
import { startAuthorization } from '@patchbay/contracts/authorizations'
import { createIClient } from '@patchbay/contracts/iclients'
import { Visitor } from '@patchbay/sandbox/visitor'
import type { ClientMetadata } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { callbackPath } from '../public-urls.ts'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAtOnce, begin, newName, outcomeOf } from '../testing/connecting.ts'
import { type Issuer, type IssuerOptions, startIssuer } from '../testing/issuer.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const clientSecret = 'a-secret-that-is-long-enough-for-any-server'
const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const privateKey = signing.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const publicKey = { ...signing.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' } as never

interface SetUp extends IssuerOptions {
  readonly client?: Partial<ClientMetadata>
}

async function server({ client = {}, ...options }: SetUp = {}): Promise<Issuer> {
  const redirect_uris = [api.origin + callbackPath]
  const grant_types = ['authorization_code', 'refresh_token', 'client_credentials']
  const registered = {
    client_id: 'patchbay',
    client_secret: clientSecret,
    redirect_uris,
    grant_types,
    ...client,
  }
  const configuration = {
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'] as never,
    scopes: ['openid', 'offline_access', 'read', 'write'],
    // Less than a token that is handed out must still live.
    ttl: { AccessToken: 30 },
    ...options.configuration,
    features: {
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      ...options.configuration?.features,
    },
  }
  const issuer = await startIssuer({ ...options, clients: [registered], configuration })
  onTestFinished(() => issuer.stop())
  return issuer
}

async function connection(settings: Record<string, unknown>, more: object = {}) {
  const name = newName()
  const client = { name, application: 'oauth2', clientId: 'patchbay', clientSecret }
  const { id: iClientId } = await api.ok(createIClient, { body: client })
  const body = {
    name,
    application: 'oauth2',
    authType: 'oauth2',
    settings,
    scopes: ['openid', 'read'],
    iClientId,
    ...more,
  }
  return api.ok(createConnection, { body })
}

/** From the click to the connection, at a server that lets everybody in. */
async function signIn(issuer: Issuer, settings: Record<string, unknown>, more: object = {}) {
  const draft = await connection(settings, more)
  const started = await begin(api, draft)
  const page = await new Visitor(issuer.origin).get(started.url.href)
  const callback = new URL(page.headers.get('location') ?? page.url)
  const outcome = await outcomeOf(api, { authorizationId: started.authorizationId, callback })
  return { ...outcome, started, callback }
}

const byHand = ({ issuer }: Issuer) => ({
  authorizationUrl: `${issuer}/auth`,
  tokenUrl: `${issuer}/token`,
  revocationUrl: `${issuer}/token/revocation`,
})

type Demand = readonly [what: string, setUp: SetUp, settings: Record<string, unknown>]
const demands: readonly (Demand | readonly [string, SetUp])[] = [
  ['nothing in particular', {}],
  ['an issuer with a path', { path: '/tenant/one' }],
  ['PKCE', { configuration: { pkce: { required: () => true } } }],
  ['no PKCE at all', {}, { pkce: false }],
  [
    'pushed authorization requests',
    {
      configuration: {
        features: {
          pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
        },
      },
    },
  ],
  ['DPoP', { client: { dpop_bound_access_tokens: true } }, { dpop: true }],
  [
    'DPoP with nonces of its own',
    {
      client: { dpop_bound_access_tokens: true },
      configuration: {
        features: { dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 1), requireNonce: () => true } },
      },
    },
    { dpop: true },
  ],
  [
    'client_secret_post',
    {
      client: { token_endpoint_auth_method: 'client_secret_post' },
      configuration: { clientAuthMethods: ['client_secret_post'] },
    },
  ],
  ['no iss in the callback', { withoutIss: true }],
  ['no rotation of refresh tokens', { configuration: { rotateRefreshToken: false } }],
  ['rotation of refresh tokens', { configuration: { rotateRefreshToken: true } }],
]

describe('a server of which only the issuer is known, and that demands', () => {
  it.each(demands.map(([what, setUp, settings = {}]) => ({ what, setUp, settings })))(
    '$what',
    async ({ setUp, settings }) => {
      const issuer = await server(setUp)
      const { authorization, connection: online } = await signIn(issuer, {
        issuer: issuer.issuer,
        ...settings,
      })
      expect(authorization).toMatchObject({ status: 'succeeded', error: null })
      expect(online).toMatchObject({ status: 'online', lastTest: { ok: true, status: 200 } })
      expect(online.token?.refreshable).toBe(true)
      const first = issuer.requests.find(({ path }) => path === '/token')
      expect(first?.form['grant_type']).toBe('authorization_code')
      expect(typeof first?.form['code_verifier']).toBe(settings['pkce'] === false ? 'undefined' : 'string')
      const params = { id: online.id }
      expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true, status: 200 })
      const grants = issuer.requests
        .filter(({ path }) => path === '/token')
        .map(({ form }) => form['grant_type'])
      expect([...new Set(grants)], 'a token about to end is refreshed').toEqual([
        'authorization_code',
        'refresh_token',
      ])
      expect(await api.ok(revokeConnection, { params })).toMatchObject({ revokedAtApplication: true })
    },
  )

  it('no secret of a public client', async () => {
    const issuer = await server({ client: { token_endpoint_auth_method: 'none' } })
    const name = newName()
    const client = { name, application: 'oauth2', clientId: 'patchbay' }
    const { id: iClientId, clientSecretUpdatedAt } = await api.ok(createIClient, { body: client })
    expect(clientSecretUpdatedAt).toBeNull()
    const { connection: online } = await signIn(issuer, { issuer: issuer.issuer }, { iClientId })
    expect(online.status).toBe('online')
    const exchange = issuer.requests.find(({ path }) => path === '/token')
    expect(exchange?.form).toMatchObject({ client_id: 'patchbay' })
    expect(exchange?.headers).not.toHaveProperty('authorization')
  })

  it('private_key_jwt alone', async () => {
    const only = { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [publicKey] } } as const
    const issuer = await server({ client: only, configuration: { clientAuthMethods: ['private_key_jwt'] } })
    const settings = { issuer: issuer.issuer, clientAuthentication: 'private_key_jwt' }
    const { connection: online } = await signIn(issuer, settings, { secrets: { privateKey } })
    expect(online.status).toBe('online')
    const exchange = issuer.requests.find(({ path }) => path === '/token')
    expect(exchange?.form).toMatchObject({ client_assertion_type: expect.stringContaining('jwt-bearer') })
    expect(exchange?.form).not.toHaveProperty('client_secret')
    expect(JSON.stringify(await api.ok(getConnection, { params: { id: online.id } }))).not.toContain(
      'PRIVATE',
    )
  })

  it('what it does not offer is said so', async () => {
    const only = { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [publicKey] } } as const
    const issuer = await server({ client: only, configuration: { clientAuthMethods: ['private_key_jwt'] } })
    const { id } = await connection({ issuer: issuer.issuer })
    const { problem } = await api.refused(startAuthorization, { params: { id } })
    expect(problem.detail).toMatch(/takes no client secret, only private_key_jwt/)
  })
})

describe('a server without discovery', () => {
  it.each([true, false])('is reached by its URLs, iss in the callback or not (%s)', async (withoutIss) => {
    const issuer = await server({ withoutDiscovery: true, withoutIss })
    const settings = { ...byHand(issuer), testUrl: `${issuer.issuer}/me` }
    const { connection: online, callback } = await signIn(issuer, settings)
    expect(callback.searchParams.has('iss')).toBe(!withoutIss)
    expect(online).toMatchObject({ status: 'online', lastTest: { ok: true } })
    const params = { id: online.id }
    expect(await api.ok(revokeConnection, { params })).toMatchObject({ revokedAtApplication: true })
  })

  it('whose issuer is known has its iss and its ID token checked', async () => {
    const issuer = await server({ withoutDiscovery: true })
    const settings = { issuer: issuer.issuer, ...byHand(issuer) }
    expect((await signIn(issuer, settings)).connection.status).toBe('online')
    const wrong = { ...settings, issuer: 'https://another.example' }
    expect((await signIn(issuer, wrong)).authorization.error?.code).toBe('issuer_mismatch')
  })
})

describe('parameters beyond the protocol', () => {
  it('go to where they are meant for, and never in place of its own', async () => {
    const inTheOpen = { features: { pushedAuthorizationRequests: { enabled: false } } }
    const issuer = await server({ configuration: inTheOpen })
    const settings = {
      issuer: issuer.issuer,
      authorizationParameters: { prompt: 'consent', login_hint: 'a+b@example.com' },
      tokenParameters: 'audience=https%3A%2F%2Fapi.example&x=1',
    }
    const { started, connection: online } = await signIn(issuer, settings)
    expect(started.url.searchParams.get('login_hint')).toBe('a+b@example.com')
    expect(online.settings['authorizationParameters']).toBe('prompt=consent\nlogin_hint=a+b@example.com')
    const exchange = issuer.requests.find(({ path }) => path === '/token')
    expect(exchange?.form).toMatchObject({ audience: 'https://api.example', x: '1' })
    const body = { name: newName(), application: 'oauth2', authType: 'oauth2' }
    const refused = { ...settings, authorizationParameters: 'state=mine' }
    expect(
      (await api.refused(createConnection, { body: { ...body, settings: refused } })).problem.errors,
    ).toEqual([{ path: 'settings.authorizationParameters', message: expect.stringContaining('“state”') }])
  })
})

describe('client credentials', () => {
  it.each([false, true])(
    'need nobody to sign in, and are asked for again when they end (DPoP: %s)',
    async (dpop) => {
      const issuer = await server({
        configuration: { ttl: { ClientCredentials: 70 } },
        client: { dpop_bound_access_tokens: dpop },
      })
      const draft = await connection(
        { issuer: issuer.issuer, dpop },
        { authType: 'client-credentials', scopes: ['read'] },
      )
      const { connection: online } = await authorizeAtOnce(api, draft)
      expect(online).toMatchObject({ status: 'online', token: { grantedScopes: ['read'] } })
      expect(online.lastTest).toMatchObject({
        ok: true,
        status: null,
        detail: expect.stringContaining('Test URL'),
      })
      const params = { id: online.id }
      if (dpop) {
        expect((await api.refused(getToken, { params })).problem.detail).toContain('bound to a key')
        return
      }
      const { accessToken } = await api.ok(getToken, { params })
      expect(accessToken.length).toBeGreaterThan(10)
    },
  )
})
