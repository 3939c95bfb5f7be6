import * as oauth from 'openid-client'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  applicationOf,
  authorize,
  configure,
  redirectUri,
  refreshRaw,
  startTestSandbox,
  temporaryDir,
  tokensFor,
} from './test-sandbox.ts'
import { Visitor } from './visitor.ts'

const dir = await temporaryDir()
const rSeries = { authorization: '/auth/oauth/authorize', token: '/auth/oauth/token' }
const legacy = { authorization: '/oauth/authorize.php', token: '/oauth/access_token.php' }
const xSeries = { authorization: '/connect', token: '/x/sandbox-shop/api/1.0/token' }

afterEach(() => void vi.useRealTimers())

async function start(paths: typeof rSeries) {
  const sandbox = await startTestSandbox({ dir })
  const application = applicationOf(sandbox, 'lightspeed')
  const config = configure(application, paths)
  const get = (path: string, authorization: string) =>
    fetch(application.address + path, { headers: { authorization } })
  const refresh = (token = '', more = {}) =>
    refreshRaw(config, application, { refresh_token: token, ...more })
  return { sandbox, application, config, get, refresh }
}

describe('R-Series', () => {
  test('signs in, adds the system user to the scopes, and tells the account', async () => {
    const { sandbox, config, get } = await start(rSeries)
    const tokens = await tokensFor(sandbox, config, 'employee:register_read employee:inventory')
    expect(tokens).toMatchObject({
      expires_in: 3600,
      scope: 'employee:register_read employee:inventory systemuserid:152663',
    })
    const account = await get('/API/V3/Account.json', `Bearer ${tokens.access_token}`)
    expect(await account.json()).toMatchObject({ Account: { accountID: '152663', name: 'Sandbox Bikes' } })
    const refused = await get('/API/V3/Account.json', 'Bearer unknown')
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ httpCode: '401', httpMessage: 'Unauthorized' })
  })

  test('takes a sign-in without redirect URI', async () => {
    const { sandbox, config } = await start(rSeries)
    const url = oauth.buildAuthorizationUrl(config, { scope: 'employee:all', response_type: 'code' })
    const callback = await new Visitor(sandbox.origin).authorize(url.href)
    expect(callback.origin + callback.pathname).toBe(redirectUri)
    expect([...callback.searchParams.keys()]).toEqual(['code'])
  })

  test('rotates refresh tokens, each for one use', async () => {
    const { sandbox, config, refresh } = await start(rSeries)
    const { refresh_token: first } = await tokensFor(sandbox, config, 'employee:all')
    const { status, body } = await refresh(first)
    expect(status).toBe(200)
    expect(body['refresh_token']).not.toBe(first)
    expect(await refresh(first)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })

  test.each(['employee:all', 'employee:reports'])('refuses a refresh with the scope %s', async (scope) => {
    const { sandbox, config, refresh } = await start(rSeries)
    const { refresh_token: token } = await tokensFor(sandbox, config, 'employee:all')
    expect(await refresh(token, { scope })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect((await refresh(token)).status).toBe(200)
  })

  test('reads forms alone', async () => {
    const { config } = await start(rSeries)
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: '{"grant_type":"refresh_token"}' }
    expect((await fetch(config.serverMetadata().token_endpoint ?? '', init)).status).toBe(400)
  })
})

describe('the legacy R-Series', () => {
  test('answers the same access token to each refresh, until it expires', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { sandbox, config, get, refresh } = await start(legacy)
    const first = await tokensFor(sandbox, config, 'employee:all')
    expect(first).toMatchObject({ expires_in: 1800, refresh_token: expect.any(String) })
    vi.setSystemTime(Date.now() + 1000_000)
    const second = await refresh(first.refresh_token)
    expect(second.body).toMatchObject({ access_token: first.access_token })
    expect(second.body['expires_in']).toBeLessThanOrEqual(800)
    expect(second.body).not.toHaveProperty('refresh_token')
    vi.setSystemTime(Date.now() + 801_000)
    expect((await get('/API/Account.json', `Bearer ${first.access_token}`)).status).toBe(401)
    const third = await refresh(first.refresh_token)
    expect(third.body).toMatchObject({ expires_in: 1800 })
    expect(third.body['access_token']).not.toBe(first.access_token)
    expect((await get('/API/Account.json', `Bearer ${String(third.body['access_token'])}`)).status).toBe(200)
  })

  test('knows no token of the new server', async () => {
    const { sandbox, application, refresh } = await start(legacy)
    const { refresh_token: token } = await tokensFor(sandbox, configure(application, rSeries), 'employee:all')
    expect((await refresh(token)).status).toBe(400)
  })
})

describe('X-Series', () => {
  test('tells the shop beside the code, and answers at its address', async () => {
    const { sandbox, config, get } = await start(xSeries)
    const { callback, checks } = await authorize(sandbox, config, { scope: 'retailer:read sales:read' })
    expect(Object.fromEntries(callback.searchParams)).toEqual({
      code: expect.any(String),
      domain_prefix: 'sandbox-shop',
      state: checks.expectedState,
      scope: 'retailer:read sales:read',
    })
    const tokens = await oauth.authorizationCodeGrant(config, callback, checks)
    expect(tokens).toMatchObject({ expires_in: 86_400, domain_prefix: 'sandbox-shop' })
    expect(tokens['expires']).toBeCloseTo(Date.now() / 1000 + 86_400, -1)
    const bearer = `Bearer ${tokens.access_token}`
    expect(await (await get('/x/sandbox-shop/api/2.0/retailer', bearer)).json()).toMatchObject({
      data: { domain_prefix: 'sandbox-shop' },
    })
    expect((await get('/x/sandbox-shop/api/2.0/outlets', bearer)).status).toBe(403)
    expect((await get('/x/other-shop/api/2.0/retailer', bearer)).status).toBe(404)
  })

  test.each([
    ['without scope', { scope: '' }, 'access_denied'],
    ['with a short state', { scope: 'webhooks', parameters: { state: 'short' } }, 'invalid_request'],
  ])('refuses a sign-in %s', async (_what, options, error) => {
    const { sandbox, config } = await start(xSeries)
    const { callback } = await authorize(sandbox, config, options)
    expect(callback.searchParams.get('error')).toBe(error)
    expect(callback.searchParams.has('iss')).toBe(false)
  })

  test('rotates refresh tokens, and keeps the scope', async () => {
    const { sandbox, config, refresh } = await start(xSeries)
    const { refresh_token: first } = await tokensFor(sandbox, config, 'outlets:read')
    const { body } = await refresh(first)
    expect(body).toMatchObject({ scope: 'outlets:read', domain_prefix: 'sandbox-shop' })
    expect((await refresh(first)).status).toBe(400)
  })
})

test('C-Series takes a client’s ID and secret as API key and secret', async () => {
  const { application, get } = await start(rSeries)
  const { clientId, clientSecret } = application.client
  const basic = (key: string, secret: string) => `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`
  const good = await get('/en/shop.json', basic(clientId, clientSecret))
  expect(await good.json()).toMatchObject({ shop: { status: 'active' } })
  expect((await get('/en/shop.json', basic(clientId, 'wrong'))).status).toBe(401)
  expect((await get('/en/shop.json', basic('', ''))).status).toBe(401)
})
