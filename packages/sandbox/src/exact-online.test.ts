import * as oauth from 'openid-client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
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

const dir = await temporaryDir()
const paths = { authorization: '/api/oauth2/auth', token: '/api/oauth2/token' }
const meUrl = '/api/v1/current/Me?$select=CurrentDivision'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const later = (seconds: number): void => void vi.setSystemTime(Date.now() + seconds * 1000)

async function start() {
  const sandbox = await startTestSandbox({ dir })
  const application = applicationOf(sandbox, 'exact-online')
  const config = configure(application, paths)
  const get = (path: string, accessToken: string, accept = 'application/json') =>
    fetch(application.address + path, { headers: { authorization: `Bearer ${accessToken}`, accept } })
  const refresh = (token = '') => refreshRaw(config, application, { refresh_token: token })
  return { sandbox, application, config, get, refresh }
}

describe('Exact Online', () => {
  test('signs in without scopes, and tells the division', async () => {
    const { sandbox, config, get } = await start()
    const { callback, checks } = await authorize(sandbox, config, { scope: '' })
    expect([...callback.searchParams.keys()].toSorted()).toEqual(['code', 'state'])
    const tokens = await oauth.authorizationCodeGrant(config, callback, checks)
    const me = await get(meUrl, tokens.access_token)
    expect(await me.json()).toEqual({ d: { results: [{ CurrentDivision: 1234567 }] } })
    expect((await get(meUrl, 'unknown')).status).toBe(401)
    expect(await (await get(meUrl, tokens.access_token, '*/*')).text()).toContain('<feed')
  })

  test('refuses a refresh before 9 min 30 s, and the old pair stays valid', async () => {
    const { sandbox, config, get, refresh } = await start()
    const first = await tokensFor(sandbox, config, '')
    later(560)
    expect(await refresh(first.refresh_token)).toEqual({
      status: 400,
      body: {
        error: 'access_denied',
        error_description: 'Rate limit exceeded: access_token not expired',
      },
    })
    expect((await get(meUrl, first.access_token)).status).toBe(200)
    later(15)
    const { status, body } = await refresh(first.refresh_token)
    expect(status).toBe(200)
    expect(body).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      token_type: 'bearer',
      expires_in: '600',
    })
    expect(body['refresh_token']).not.toBe(first.refresh_token)
    expect((await refresh(String(body['refresh_token']))).body['error']).toBe('access_denied')
  })

  test('takes a refresh token once', async () => {
    const { sandbox, config, refresh } = await start()
    const { refresh_token: first } = await tokensFor(sandbox, config, '')
    later(600)
    expect((await refresh(first)).status).toBe(200)
    expect(await refresh(first)).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'old refresh token used' },
    })
  })

  test('knows a refresh token for 30 days of rest', async () => {
    const { sandbox, config, refresh } = await start()
    const { refresh_token: first } = await tokensFor(sandbox, config, '')
    later(29 * 24 * 3600)
    const { body } = await refresh(first)
    later(29 * 24 * 3600)
    const again = await refresh(String(body['refresh_token']))
    expect(again.status).toBe(200)
    later(30 * 24 * 3600 + 1)
    expect(await refresh(String(again.body['refresh_token']))).toMatchObject({
      status: 400,
      body: { error: 'invalid_request', error_description: expect.stringContaining('token expired at') },
    })
  })

  test('takes a refresh at once when its access token was ended', async () => {
    const { sandbox, application, config, get, refresh } = await start()
    const tokens = await tokensFor(sandbox, config, '')
    const other = await tokensFor(sandbox, config, '')
    await endAccessTokens(application, tokens.access_token)
    expect((await get(meUrl, tokens.access_token)).status).toBe(401)
    expect((await get(meUrl, other.access_token)).status).toBe(200)
    expect((await refresh(tokens.refresh_token)).status).toBe(200)
    expect((await refresh(other.refresh_token)).status).toBe(400)
  })

  test('takes the client in the header too', async () => {
    const { sandbox, application } = await start()
    const config = configure(application, paths, oauth.ClientSecretBasic(application.client.clientSecret))
    expect(await tokensFor(sandbox, config, '')).toHaveProperty('refresh_token')
  })

  test('tells missing rights from a missing sign-in', async () => {
    const { sandbox, application, config, get } = await start()
    const { access_token: token } = await tokensFor(sandbox, config, '')
    expect((await get('/api/v1/1234567/crm/Accounts?$select=Name', token)).status).toBe(200)
    const refused = await get('/api/v1/1234567/salesinvoice/SalesInvoices', token)
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('Application Scope Violated')
    const { client } = await registerClient(sandbox, application, {
      clientName: 'Has no rights',
      redirectUri,
    })
    const poor = await tokensFor(sandbox, configure({ ...application, client }, paths), '')
    expect((await get(meUrl, poor.access_token)).status).toBe(403)
  })

  test('publishes no metadata', async () => {
    const { application } = await start()
    for (const path of [
      '/api/oauth2/.well-known/openid-configuration',
      '/api/oauth2/jwks',
      '/api/oauth2/me',
    ]) {
      expect((await fetch(application.address + path)).status).toBe(404)
    }
  })
})
