import * as oauth from 'openid-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Visitor } from './visitor.ts'
import {
  applicationOf,
  authorize,
  discover,
  redirectUri,
  startTestSandbox,
  temporaryDir,
  tokensFor,
} from './test-sandbox.ts'

const dir = await temporaryDir()

async function start(id: 'lexbizz' | 'acumatica' = 'acumatica') {
  const sandbox = await startTestSandbox({ dir })
  const application = applicationOf(sandbox, id)
  const config = await discover(application)
  const customers = `${application.address}/entity/Default/24.200.001/Customer?$top=1`
  const read = async (accessToken: string): Promise<number> =>
    (await fetch(customers, { headers: { authorization: `Bearer ${accessToken}` } })).status
  return { sandbox, application, config, read }
}

const refusal = (error: string): unknown => expect.objectContaining({ error })

describe('an authorization', () => {
  test.each(['lexbizz', 'acumatica'] as const)('of %s ends in tokens that its API takes', async (id) => {
    const { sandbox, config, read } = await start(id)
    const tokens = await tokensFor(sandbox, config)
    expect(tokens).toMatchObject({ expires_in: 3600, scope: 'api offline_access', token_type: 'bearer' })
    expect(tokens.refresh_token).toBeTypeOf('string')
    expect(tokens.id_token).toBeUndefined()
    expect(await read(tokens.access_token)).toBe(200)
  })

  test('names its issuer in the answer (RFC 9207)', async () => {
    const { sandbox, config } = await start()
    const { callback } = await authorize(sandbox, config)
    expect(callback.searchParams.get('iss')).toBe(`${sandbox.origin}/acumatica/identity`)
    expect(`${callback.origin}${callback.pathname}`).toBe(redirectUri)
  })

  test('gives no refresh token that was not asked for', async () => {
    const { sandbox, config } = await start()
    expect((await tokensFor(sandbox, config, 'api')).refresh_token).toBeUndefined()
  })

  test('with openid tells who the user is', async () => {
    const { sandbox, config } = await start()
    const tokens = await tokensFor(sandbox, config, 'openid profile email phone')
    const { sub = '' } = tokens.claims() ?? {}
    const userInfo = await oauth.fetchUserInfo(config, tokens.access_token, sub)
    expect(userInfo).toMatchObject({ sub: 'admin', name: 'Sandbox Admin', email: 'admin@sandbox.example' })
  })

  test('shows the consent page every time, the sign-in page once', async () => {
    const { sandbox, config } = await start()
    const visitor = new Visitor(sandbox.origin)
    await authorize(sandbox, config, { visitor })
    const url = oauth.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope: 'api' })
    const page = await visitor.get(url.href)
    expect(page.text).toContain('Yes, allow')
    expect(page.text).toContain('Read and write through the web service endpoints')
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' http://localhost:4600")
  })

  test('is refused by the user', async () => {
    const { sandbox, config } = await start()
    const { callback } = await authorize(sandbox, config, { decision: 'deny' })
    expect(callback.searchParams.get('error')).toBe('access_denied')
    expect(callback.searchParams.get('state')).toBeTruthy()
    expect(callback.searchParams.has('code')).toBe(false)
  })

  test('goes on after a wrong password, with the user name kept', async () => {
    const { sandbox, config } = await start()
    const visitor = new Visitor(sandbox.origin)
    const url = oauth.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope: 'api' })
    const page = await visitor.get(url.href)
    const refused = await visitor.submit(page, { userName: 'admin"<b>', password: 'wrong' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('The user name or the password is wrong')
    expect(refused.text).toContain('value="admin&quot;&lt;b&gt;"')
    const consent = await visitor.submit(refused, { userName: 'admin', password: 'sandbox' })
    expect(consent.text).toContain('Yes, allow')
  })

  test('runs beside another one in the same browser', async () => {
    const { sandbox, config } = await start()
    const visitor = new Visitor(sandbox.origin)
    const urls = ['one', 'two'].map((state) =>
      oauth.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope: 'api', state }),
    )
    const pages = await Promise.all(urls.map((url) => visitor.get(url.href)))
    const states: (string | null)[] = []
    for (const page of pages) {
      const consent = await visitor.submit(page, { userName: 'admin', password: 'sandbox' })
      const done = await visitor.submit(consent, { decision: 'allow' })
      states.push(new URL(done.headers.get('location') ?? '').searchParams.get('state'))
    }
    expect(states).toEqual(['one', 'two'])
  })

  test('cannot be answered twice, nor from another browser or origin', async () => {
    const { sandbox, config } = await start()
    const visitor = new Visitor(sandbox.origin)
    const url = oauth.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope: 'api' })
    const page = await visitor.get(url.href)
    const signIn = { userName: 'admin', password: 'sandbox' }
    expect((await new Visitor(sandbox.origin).submit(page, signIn)).status).toBe(400)
    const action = new URL(/action="([^"]*)"/.exec(page.text)?.[1] ?? '', page.url)
    const foreign = {
      method: 'POST',
      headers: { origin: 'http://127.0.0.1:1' },
      body: new URLSearchParams(signIn),
    }
    expect((await fetch(action, foreign)).status).toBe(403)
    const consent = await visitor.submit(page, signIn)
    await visitor.submit(consent, { decision: 'allow' })
    const again = await visitor.submit(consent, { decision: 'allow' })
    expect(again).toMatchObject({ status: 400, text: expect.stringContaining('This sign-in is over') })
  })

  test.each([
    ['redirect URI', { redirect_uri: `${redirectUri}/` }, 'The redirect URI is not registered'],
    [
      'redirect URI of another port',
      { redirect_uri: redirectUri.replace('4600', '4601') },
      'is not registered',
    ],
    ['client', { client_id: '<b>nobody</b>@Sandbox' }, 'The client is not registered here'],
  ])('of an unknown %s ends on a page of its own', async (_what, parameters, words) => {
    const { sandbox, config } = await start()
    const url = oauth.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'api',
      ...parameters,
    })
    const page = await new Visitor(sandbox.origin).get(url.href)
    expect(page.status).toBe(400)
    expect(page.text).toContain(words)
    expect(page.text).not.toContain('<b>')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

describe('the token endpoint', () => {
  test('wants the right PKCE verifier', async () => {
    const { sandbox, config } = await start()
    const { callback, checks } = await authorize(sandbox, config)
    const wrong = { ...checks, pkceCodeVerifier: oauth.randomPKCECodeVerifier() }
    await expect(oauth.authorizationCodeGrant(config, callback, wrong)).rejects.toEqual(
      refusal('invalid_grant'),
    )
  })

  test('knows no plain PKCE', async () => {
    const { sandbox, config } = await start()
    const parameters = { code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' }
    const { callback } = await authorize(sandbox, config, { parameters })
    expect(callback.searchParams.get('error')).toBe('invalid_request')
  })

  test('does without PKCE', async () => {
    const { sandbox, config } = await start()
    const url = oauth.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope: 'api' })
    const callback = await new Visitor(sandbox.origin).authorize(url.href)
    expect(await oauth.authorizationCodeGrant(config, callback)).toHaveProperty('access_token')
  })

  test('refuses a wrong secret', async () => {
    const { sandbox, application, config } = await start()
    const wrong = await discover(application, 'wrong')
    const { callback, checks } = await authorize(sandbox, config)
    await expect(oauth.authorizationCodeGrant(wrong, callback, checks)).rejects.toEqual(
      refusal('invalid_client'),
    )
  })

  test('takes a code once, and ends its tokens when it comes again', async () => {
    const { sandbox, config, read } = await start()
    const { callback, checks } = await authorize(sandbox, config)
    const tokens = await oauth.authorizationCodeGrant(config, callback, checks)
    await expect(oauth.authorizationCodeGrant(config, callback, checks)).rejects.toEqual(
      refusal('invalid_grant'),
    )
    expect(await read(tokens.access_token)).toBe(401)
  })

  test('rotates refresh tokens, and a reuse ends the grant', async () => {
    const { sandbox, config, read } = await start()
    const first = await tokensFor(sandbox, config)
    const second = await oauth.refreshTokenGrant(config, first.refresh_token ?? '')
    expect(await read(second.access_token)).toBe(200)
    const reuse = oauth.refreshTokenGrant(config, first.refresh_token ?? '')
    await expect(reuse).rejects.toEqual(refusal('invalid_grant'))
    const newest = oauth.refreshTokenGrant(config, second.refresh_token ?? '')
    await expect(newest).rejects.toEqual(refusal('invalid_grant'))
    expect(await read(second.access_token)).toBe(401)
  })

  test('lets one of two simultaneous refreshes win at most', async () => {
    const { sandbox, config } = await start()
    const { refresh_token: token = '' } = await tokensFor(sandbox, config)
    const both = [oauth.refreshTokenGrant(config, token), oauth.refreshTokenGrant(config, token)]
    const results = await Promise.allSettled(both)
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
  })

  test('keeps the grants of one client apart', async () => {
    const { sandbox, config, read } = await start()
    const visitor = new Visitor(sandbox.origin)
    const one = await authorize(sandbox, config, { visitor })
    const two = await authorize(sandbox, config, { visitor })
    const first = await oauth.authorizationCodeGrant(config, one.callback, one.checks)
    const second = await oauth.authorizationCodeGrant(config, two.callback, two.checks)
    await oauth.tokenRevocation(config, first.refresh_token ?? '')
    expect(await read(first.access_token)).toBe(401)
    expect(await read(second.access_token)).toBe(200)
  })

  // RFC 7009 section 2.1 leaves it to the server what goes with a token; oidc-provider ends all of the grant.
  test('revokes an access token and all that came with it', async () => {
    const { sandbox, config, read } = await start()
    const tokens = await tokensFor(sandbox, config)
    await oauth.tokenRevocation(config, tokens.access_token)
    expect(await read(tokens.access_token)).toBe(401)
    const refresh = oauth.refreshTokenGrant(config, tokens.refresh_token ?? '')
    await expect(refresh).rejects.toEqual(refusal('invalid_grant'))
  })
})

test('discovery says what Acumatica’s does', async () => {
  const { sandbox, config } = await start()
  const issuer = `${sandbox.origin}/acumatica/identity`
  expect(config.serverMetadata()).toMatchObject({
    issuer,
    authorization_endpoint: `${issuer}/connect/authorize`,
    token_endpoint: `${issuer}/connect/token`,
    revocation_endpoint: `${issuer}/connect/revocation`,
    userinfo_endpoint: `${issuer}/connect/userinfo`,
    jwks_uri: `${issuer}/.well-known/openid-configuration/jwks`,
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  })
})

test('nothing is printed', async ({ expect: check }) => {
  const printed: unknown[] = []
  const { info, warn, error } = console
  Object.assign(console, {
    info: (line: unknown) => printed.push(line),
    warn: (line: unknown) => printed.push(line),
  })
  onTestFinished(() => void Object.assign(console, { info, warn, error }))
  const { sandbox, config } = await start()
  await tokensFor(sandbox, config, 'openid api offline_access')
  check(printed).toEqual([])
})
