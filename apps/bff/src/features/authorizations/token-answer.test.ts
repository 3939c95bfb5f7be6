import { getToken } from '@patchbay/contracts/connections'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAt, begin, callbackOf, draftAt, outcomeOf } from '../../testing/connecting.ts'
import { json, type OddAnswer, type OddServer, page, startOddServer } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let elsewhere: OddServer
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  odd = await startOddServer()
  elsewhere = await startOddServer()
  api = await patchbay.signedIn()
})
afterAll(() => Promise.all([patchbay.stop(), odd.stop(), elsewhere.stop()]))

/** In every bad answer, and to be found nowhere. */
const secret = 'leaked-4f1d'
const good = { access_token: secret, refresh_token: secret, token_type: 'Bearer', expires_in: 3600 }
const { token_type: _type, ...withoutType } = good
const { access_token: _access, ...withoutToken } = good

const trickle: OddAnswer = (_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' })
  response.write(`{"access_token":"${secret}",`)
}
const raw =
  (text: string, contentType = 'application/json'): OddAnswer =>
  (_request, response) =>
    response.writeHead(200, { 'Content-Type': contentType }).end(text)

const redirect: OddAnswer = (_request, response) => {
  response.writeHead(307, { Location: `${elsewhere.origin}/identity/connect/token` }).end(secret)
}
const hangUp: OddAnswer = (_request, response) => response.destroy()
const basicChallenge = { 'WWW-Authenticate': 'Basic realm="token endpoint"' }
const oauthError = (error: string) => ({ error, error_description: 'Said by the application' })

const badAnswers: [string, OddAnswer, string][] = [
  ['HTML', page(`<html><h1>${secret}</h1></html>`, 200), 'invalid_answer'],
  ['HTML with status 500', page(`<html><h1>${secret}</h1></html>`, 500), 'invalid_answer'],
  ['status 500 and no body', (_request, response) => response.writeHead(500).end(), 'invalid_answer'],
  ['2 MiB', json({ ...good, padding: 'x'.repeat(2 * 1024 * 1024) }), 'invalid_answer'],
  ['a redirect', redirect, 'invalid_answer'],
  ['no token_type', json(withoutType), 'invalid_answer'],
  ['no access_token', json(withoutToken), 'invalid_answer'],
  ['an access_token that is no text', json({ ...good, access_token: { secret } }), 'invalid_answer'],
  ['broken JSON', raw(`{"access_token":"${secret}""token_type":"Bearer"}`), 'invalid_answer'],
  ['a bare token', raw(secret), 'invalid_answer'],
  ['a form', raw(new URLSearchParams(good as never).toString()), 'invalid_answer'],
  ['a JSON text', raw(`"${secret}"`), 'invalid_answer'],
  ['a JSON list', json([good]), 'invalid_answer'],
  ['an ID token of somebody else', json({ ...good, id_token: `e30.${secret}.` }), 'invalid_answer'],
  ['a connection that is cut', hangUp, 'application_unreachable'],
  ['invalid_grant', json(oauthError('invalid_grant'), 400), 'invalid_grant'],
  ['invalid_scope', json(oauthError('invalid_scope'), 400), 'invalid_scope'],
  ['an error code of its own', json(oauthError('tenant_locked'), 400), 'other'],
  [
    'invalid_client with a challenge',
    json(oauthError('invalid_client'), 401, basicChallenge),
    'invalid_client',
  ],
  ['an error with status 200', json(oauthError('invalid_client')), 'invalid_client'],
]

/** Nothing of the application's answer but its own words may be seen. */
function expectNoSecret(...texts: string[]): void {
  for (const text of [patchbay.log.text(), ...texts]) {
    expect(text).not.toContain(secret)
    expect(text).not.toContain('code-of-this-test')
    expect(text).not.toContain('odd-client-secret')
  }
}

async function authorizeWith(connection: { id: string }, answer: OddAnswer) {
  const started = await begin(api, connection)
  odd.answer('token', answer)
  const callback = callbackOf(started, { code: 'code-of-this-test' })
  return outcomeOf(api, { ...started, callback })
}

describe('a token answer', () => {
  it.each(badAnswers)('of %s leaves a draft as it was, and says why', async (_what, answer, code) => {
    odd.reset()
    const draft = await draftAt(api, odd)
    const { page: shown, status, authorization, connection } = await authorizeWith(draft, answer)
    expect(status).toBe(400)
    expect(authorization).toMatchObject({ status: 'failed', error: { code } })
    expect(authorization.error?.message).not.toBe('')
    expect(shown).toContain('Not connected')
    expect(connection).toEqual(draft)
    expectNoSecret(shown, JSON.stringify(authorization))
  })

  it.each(badAnswers)('of %s leaves an online connection its working token', async (_what, answer) => {
    odd.reset()
    const { connection: online } = await authorizeAt(api, await draftAt(api, odd))
    const before = await api.ok(getToken, { params: { id: online.id } })
    const { connection } = await authorizeWith(online, answer)
    expect(connection).toEqual(online)
    expect(await api.ok(getToken, { params: { id: online.id } })).toEqual(before)
  })

  it('that redirects is not followed: the other server sees nothing', async () => {
    odd.reset()
    await authorizeWith(await draftAt(api, odd), redirect)
    expect(odd.at('token')).toHaveLength(1)
    expect(elsewhere.requests).toEqual([])
  })

  it('keeps the application’s own words beside ours', async () => {
    odd.reset()
    const answer = json(oauthError('invalid_client'), 401, basicChallenge)
    const { page: shown, authorization } = await authorizeWith(await draftAt(api, odd), answer)
    expect(authorization.error?.description).toBe('Said by the application')
    expect(shown).toContain('Said by the application')
  })

  it.each([
    ['never comes', () => {}],
    ['never ends', trickle],
  ])('that %s is given up after 10 seconds', async (_what, answer) => {
    odd.reset()
    const draft = await draftAt(api, odd)
    const started = await begin(api, draft)
    odd.answer('token', answer)
    const timeout = AbortSignal.timeout.bind(AbortSignal)
    const asked = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout(100))
    const { authorization, connection } = await outcomeOf(api, { ...started, callback: callbackOf(started) })
    expect(asked).toHaveBeenCalledWith(10_000)
    expect(authorization).toMatchObject({ status: 'failed', error: { code: 'application_unreachable' } })
    expect(connection).toEqual(draft)
    expectNoSecret(JSON.stringify(authorization))
  })
})
