import * as oauth from 'openid-client'
import { describe, expect, test } from 'vitest'
import {
  applicationOf,
  authorize,
  configure,
  endAccessTokens,
  redirectUri,
  refreshRaw,
  registerClient,
  startTestSandbox,
  temporaryDir,
  tokensFor,
} from './test-sandbox.ts'
import { Visitor } from './visitor.ts'

const dir = await temporaryDir()
const paths = { authorization: '/services/oauth2/authorize', token: '/services/oauth2/token' }
async function start() {
  const sandbox = await startTestSandbox({ dir })
  const application = applicationOf(sandbox, 'certinia')
  const config = configure(application, paths)
  const get = (path: string, accessToken: string) =>
    fetch(`${sandbox.origin}/certinia-org${path}`, { headers: { authorization: `Bearer ${accessToken}` } })
  const refresh = (token = '') => refreshRaw(config, application, { refresh_token: token })
  return { sandbox, application, config, get, refresh }
}

describe('Certinia', () => {
  test('answers Salesforce’s tokens, with the address of the org', async () => {
    const { sandbox, application, config, get } = await start()
    const { callback, checks } = await authorize(sandbox, config, { scope: 'full refresh_token' })
    expect([...callback.searchParams.keys()].toSorted()).toEqual(['code', 'state'])
    const tokens = await oauth.authorizationCodeGrant(config, callback, checks)
    expect(tokens).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      token_type: 'bearer',
      scope: 'full refresh_token',
      instance_url: `${sandbox.origin}/certinia-org`,
      id: expect.stringMatching(new RegExp(`^${application.address}/id/00D\\w+/005\\w+$`)),
      issued_at: expect.stringMatching(/^\d{13}$/),
      signature: expect.any(String),
    })
    const userInfo = await get('/services/oauth2/userinfo', tokens.access_token)
    expect(await userInfo.json()).toMatchObject({ preferred_username: 'admin@sandbox.example' })
    expect((await get('/services/data/v62.0/limits', tokens.access_token)).status).toBe(200)
    expect((await fetch(`${sandbox.origin}/certinia-org/services/data/`)).status).toBe(200)
  })

  test('gives no refresh token for full alone', async () => {
    const { sandbox, config } = await start()
    expect(await tokensFor(sandbox, config, 'full')).not.toHaveProperty('refresh_token')
    expect(await tokensFor(sandbox, config, 'api offline_access')).toHaveProperty('refresh_token')
  })

  test('wants PKCE', async () => {
    const { sandbox, config } = await start()
    const url = oauth.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope: 'api' })
    const callback = await new Visitor(sandbox.origin).authorize(url.href)
    expect(callback.searchParams.get('error')).toBe('invalid_request')
  })

  test('says in its own words that a session is over', async () => {
    const { sandbox, application, config, get } = await start()
    const { access_token: token } = await tokensFor(sandbox, config, 'api')
    expect((await get('/services/oauth2/userinfo', token)).status).toBe(403)
    await endAccessTokens(application, token)
    const refused = await get('/services/data/v62.0/limits', token)
    expect(refused.status).toBe(401)
    expect(await refused.json()).toEqual([
      { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
    ])
  })

  test('rotates refresh tokens, and a reuse ends all that came of the sign-in', async () => {
    const { sandbox, config, get, refresh } = await start()
    const { refresh_token: first } = await tokensFor(sandbox, config, 'api refresh_token')
    const { body } = await refresh(first)
    expect(body).toMatchObject({ instance_url: expect.any(String), refresh_token: expect.any(String) })
    expect(await refresh(first)).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'expired access/refresh token' },
    })
    expect((await refresh(String(body['refresh_token']))).status).toBe(400)
    expect((await get('/services/data/v62.0/limits', String(body['access_token']))).status).toBe(401)
  })

  test('rotates none of a client that says so in its name', async () => {
    const { sandbox, application } = await start()
    const { client } = await registerClient(sandbox, application, {
      clientName: 'No rotation here',
      redirectUri,
    })
    const config = configure({ ...application, client }, paths)
    const { refresh_token: token = '' } = await tokensFor(sandbox, config, 'api refresh_token')
    const again = () => refreshRaw(config, { client }, { refresh_token: token })
    for (const { status, body } of [await again(), await again()]) {
      expect(status).toBe(200)
      expect(body).not.toHaveProperty('refresh_token')
    }
  })

  test('publishes its metadata, and revokes', async () => {
    const { sandbox, application, get } = await start()
    const config = await oauth.discovery(
      new URL(application.address),
      application.client.clientId,
      undefined,
      oauth.ClientSecretPost(application.client.clientSecret),
      { execute: [oauth.allowInsecureRequests] },
    )
    expect(config.serverMetadata()).toMatchObject({
      issuer: application.address,
      token_endpoint: `${application.address}/services/oauth2/token`,
      revocation_endpoint: `${application.address}/services/oauth2/revoke`,
      jwks_uri: `${application.address}/id/keys`,
    })
    const tokens = await tokensFor(sandbox, config, 'openid api refresh_token')
    expect(tokens.claims()).toMatchObject({ sub: 'admin' })
    await oauth.tokenRevocation(config, tokens.refresh_token ?? '')
    expect((await get('/services/data/v62.0/limits', tokens.access_token)).status).toBe(401)
  })
})
