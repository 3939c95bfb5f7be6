import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { importPKCS8, SignJWT } from 'jose'
import * as oauth from 'openid-client'
import { describe, expect, test } from 'vitest'
import {
  applicationOf,
  authorize,
  redirectUri,
  registerClient,
  startTestSandbox,
  temporaryDir,
  tokensFor,
} from './test-sandbox.ts'
import { Visitor } from './visitor.ts'

const dir = await temporaryDir()
const insecure = { execute: [oauth.allowInsecureRequests] }
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = keys.publicKey.export({ format: 'pem', type: 'spki' }) as string

async function start() {
  const sandbox = await startTestSandbox({ dir })
  const application = applicationOf(sandbox, 'oauth2')
  const issuer = new URL(application.address)
  const { clientId, clientSecret } = application.client
  const config = await oauth.discovery(issuer, clientId, clientSecret, undefined, insecure)
  const whoami = async (accessToken: string) => {
    const headers = { authorization: `Bearer ${accessToken}` }
    const response = await fetch(`${application.address}/api/whoami`, { headers })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return { sandbox, application, issuer, config, whoami }
}

describe('the OAuth 2.0 server', () => {
  test('is discovered by OpenID Connect and by RFC 8414', async () => {
    const { sandbox, application, issuer, config } = await start()
    const path = '/.well-known/oauth-authorization-server/oauth2'
    const asOAuth = await (await fetch(sandbox.origin + path)).json()
    expect(asOAuth).toEqual(config.serverMetadata())
    await oauth.discovery(issuer, 'x', 'y', undefined, { ...insecure, algorithm: 'oauth2' })
    const at = application.address
    expect(asOAuth).toMatchObject({
      issuer: at,
      authorization_endpoint: `${at}/authorize`,
      token_endpoint: `${at}/token`,
      revocation_endpoint: `${at}/revoke`,
      userinfo_endpoint: `${at}/userinfo`,
      registration_endpoint: `${at}/register`,
      pushed_authorization_request_endpoint: `${at}/par`,
      device_authorization_endpoint: `${at}/device_authorization`,
      dpop_signing_alg_values_supported: expect.arrayContaining(['ES256']),
      token_endpoint_auth_methods_supported: [
        'client_secret_basic',
        'client_secret_post',
        'private_key_jwt',
        'none',
      ],
      grant_types_supported: expect.arrayContaining([
        'client_credentials',
        'urn:ietf:params:oauth:grant-type:device_code',
        'urn:ietf:params:oauth:grant-type:jwt-bearer',
      ]),
    })
    expect(asOAuth).not.toHaveProperty('introspection_endpoint')
  })

  test('signs in, refreshes and revokes', async () => {
    const { sandbox, config, whoami } = await start()
    const tokens = await tokensFor(sandbox, config, 'openid email notes:read')
    expect(await oauth.fetchUserInfo(config, tokens.access_token, 'admin')).toMatchObject({
      email: 'admin@sandbox.example',
    })
    const second = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? '')
    expect(second.refresh_token).not.toBe(tokens.refresh_token)
    expect((await whoami(second.access_token)).body).toMatchObject({ user: 'admin' })
    await oauth.tokenRevocation(config, second.refresh_token ?? '')
    expect((await whoami(second.access_token)).status).toBe(401)
  })

  test('takes a pushed authorization request', async () => {
    const { sandbox, config } = await start()
    const pkceCodeVerifier = oauth.randomPKCECodeVerifier()
    const url = await oauth.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: redirectUri,
      scope: 'openid notes:read',
      code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    })
    const callback = await new Visitor(sandbox.origin).authorize(url.href)
    const tokens = await oauth.authorizationCodeGrant(config, callback, { pkceCodeVerifier })
    expect(tokens).toMatchObject({ scope: 'openid notes:read', refresh_token: expect.any(String) })
  })

  test('gives a client a token of its own', async () => {
    const { application, config, whoami } = await start()
    const tokens = await oauth.clientCredentialsGrant(config, { scope: 'notes:read' })
    expect(await whoami(tokens.access_token)).toMatchObject({
      body: { user: null, clientId: application.client.clientId, scopes: ['notes:read'] },
    })
    const headers = { authorization: `Bearer ${tokens.access_token}` }
    expect((await fetch(`${application.address}/api/notes`, { headers })).status).toBe(200)
    const write = { method: 'POST', headers, body: '{}' }
    expect((await fetch(`${application.address}/api/notes`, write)).status).toBe(403)
  })

  test('binds tokens to a key', async () => {
    const { sandbox, application, config, whoami } = await start()
    const DPoP = oauth.getDPoPHandle(config, await oauth.randomDPoPKeyPair())
    const { callback, checks } = await authorize(sandbox, config, { scope: 'notes:read' })
    const tokens = await oauth.authorizationCodeGrant(config, callback, checks, undefined, { DPoP })
    expect(tokens.token_type).toBe('dpop')
    const url = new URL(`${application.address}/api/whoami`)
    const request = [config, tokens.access_token, url, 'GET', undefined, undefined] as const
    const answer = await oauth.fetchProtectedResource(...request, { DPoP })
    expect(await answer.json()).toMatchObject({ senderConstrained: true })
    expect((await whoami(tokens.access_token)).status).toBe(401)
    const other = oauth.getDPoPHandle(config, await oauth.randomDPoPKeyPair())
    await expect(oauth.fetchProtectedResource(...request, { DPoP: other })).rejects.toThrow()
  })

  test('registers clients of each kind', async () => {
    const { sandbox, issuer } = await start()
    const register = (metadata: object) =>
      oauth.dynamicClientRegistration(
        issuer,
        { redirect_uris: [redirectUri], ...metadata },
        undefined,
        insecure,
      )
    const secret = await register({ client_name: 'Registered' })
    expect(await tokensFor(sandbox, secret, 'notes:read')).toHaveProperty('refresh_token')
    const open = await register({
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
    })
    expect(await tokensFor(sandbox, open, 'notes:read')).toHaveProperty('refresh_token')
    const withoutPkce = oauth.buildAuthorizationUrl(open, { redirect_uri: redirectUri, scope: 'notes:read' })
    const callback = await new Visitor(sandbox.origin).authorize(withoutPkce.href)
    expect(callback.searchParams.get('error')).toBe('invalid_request')
  })

  test('takes a client that proves itself with its key', async () => {
    const { sandbox, application, issuer } = await start()
    const { client } = await registerClient(sandbox, application, { clientName: 'Keyed', publicKey })
    const key = await importPKCS8(keys.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string, 'RS256')
    const config = await oauth.discovery(
      issuer,
      client.clientId,
      undefined,
      oauth.PrivateKeyJwt(key),
      insecure,
    )
    expect(await tokensFor(sandbox, config, 'notes:read')).toHaveProperty('access_token')
    const bySecret = await oauth.discovery(issuer, client.clientId, client.clientSecret, undefined, insecure)
    await expect(tokensFor(sandbox, bySecret, 'notes:read')).rejects.toMatchObject({
      error: 'invalid_client',
    })

    const assertion = await new SignJWT({ sub: 'admin', jti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(client.clientId)
      .setAudience(application.address)
      .setExpirationTime('3m')
      .sign(key)
    const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
    expect(await oauth.genericGrantRequest(config, grant, { assertion })).toMatchObject({
      scope: 'notes:read notes:write',
    })
  })
})
