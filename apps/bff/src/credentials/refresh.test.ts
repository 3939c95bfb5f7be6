import { getConnection, getToken, testConnection } from '@patchbay/contracts/connections'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAt, draftAt } from '../testing/connecting.ts'
import { eventually } from '../testing/eventually.ts'
import { json, type OddAnswer, type OddServer, page, startOddServer, tokens } from '../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  odd = await startOddServer()
})
// Each has a Patchbay of its own: when the clock leaps, the background would renew the tokens of the tests before.
beforeEach(async () => {
  odd.reset()
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
})
afterEach(async () => {
  vi.useRealTimers()
  await patchbay.stop()
})
afterAll(() => odd.stop())

/** An online connection whose first token says this of itself. */
async function onlineWith(members: Record<string, unknown>): Promise<{ id: string }> {
  odd.answer('token', tokens(members))
  const { connection } = await authorizeAt(api, await draftAt(api, odd))
  expect(connection.status).toBe('online')
  odd.requests.length = 0
  return { id: connection.id }
}

/** Each refresh token serves once; a second use is refused, as by servers that rotate. */
function rotating(first: string): OddAnswer {
  let current = first
  return (request, response) => {
    if (request.form.get('refresh_token') !== current) {
      json({ error: 'invalid_grant' }, 400)(request, response)
      return
    }
    current = `${current}+`
    const body = {
      access_token: `new ${current}`,
      refresh_token: current,
      token_type: 'Bearer',
      expires_in: 3600,
    }
    json(body)(request, response)
  }
}

describe('a token', () => {
  it('that lives long enough costs no request and no write', async () => {
    const params = await onlineWith({ expires_in: 3600 })
    const before = await api.ok(getConnection, { params })
    await api.ok(getToken, { params })
    expect(odd.requests).toEqual([])
    expect(await api.ok(getConnection, { params })).toEqual(before)
  })

  it('that is about to expire is refreshed, with the client’s credentials and without a scope', async () => {
    const params = await onlineWith({ expires_in: 30 })
    odd.answer('token', rotating('odd-refresh-1'))
    const token = await api.ok(getToken, { params })
    expect(token.accessToken).toBe('new odd-refresh-1+')
    expect(Date.parse(token.expiresAt ?? '') - Date.now()).toBeGreaterThan(60_000)
    const [refresh] = odd.at('token')
    expect(Object.fromEntries(refresh?.form ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'odd-refresh-1',
      client_id: 'odd-client',
      client_secret: 'odd-client-secret',
    })
  })

  it('asked for 50 times at once is refreshed once', async () => {
    const params = await onlineWith({ expires_in: -1 })
    odd.answer('token', rotating('odd-refresh-1'))
    const got = await Promise.all(Array.from({ length: 50 }, () => api.ok(getToken, { params })))
    expect(new Set(got.map(({ accessToken }) => accessToken))).toEqual(new Set(['new odd-refresh-1+']))
    expect(odd.at('token')).toHaveLength(1)
  })

  it('is refreshed with the newest refresh token, also after a restart', async () => {
    const params = await onlineWith({ expires_in: 3600 })
    odd.answer('token', rotating('odd-refresh-1'))
    vi.setSystemTime(Date.now() + 3600_000)
    await api.ok(getToken, { params })
    await patchbay.restart()
    vi.setSystemTime(Date.now() + 3600_000)
    expect((await api.ok(getToken, { params })).accessToken).toBe('new odd-refresh-1++')
    expect((await api.ok(getConnection, { params })).status).toBe('online')
  })

  it('keeps the old refresh token where the application sends none', async () => {
    const params = await onlineWith({ expires_in: 0 })
    odd.answer('token', json({ access_token: 'second', token_type: 'Bearer', expires_in: 0 }))
    await api.ok(getToken, { params })
    await api.ok(getToken, { params })
    const used = odd.at('token').map(({ form }) => form.get('refresh_token'))
    expect(used).toEqual(['odd-refresh-1', 'odd-refresh-1'])
  })

  it('of unknown lifetime is refreshed when the application answers 401', async () => {
    const params = await onlineWith({ expires_in: undefined })
    const isNew = (authorization: string | undefined) => authorization === 'Bearer new odd-refresh-1+'
    odd.answer('token', rotating('odd-refresh-1'))
    odd.answer('contract', (request, response) =>
      isNew(request.headers.authorization)
        ? json({ paths: { '/Customer': {} } })(request, response)
        : json({ message: 'expired' }, 401)(request, response),
    )
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true, status: 200 })
    expect(odd.at('token')).toHaveLength(1)
    expect((await api.ok(getToken, { params })).accessToken).toBe('new odd-refresh-1+')
  })
})

describe('a token that will soon end', () => {
  it('is handed out at once, and replaced in the background', async () => {
    const params = await onlineWith({ expires_in: 3600 })
    odd.answer('token', rotating('odd-refresh-1'))
    vi.setSystemTime(Date.now() + 3300_000)
    expect((await api.ok(getToken, { params })).accessToken).toBe('odd-access-1')
    await eventually(async () =>
      expect((await api.ok(getToken, { params })).accessToken).toBe('new odd-refresh-1+'),
    )
    expect(odd.at('token')).toHaveLength(1)
  })

  it('keeps nobody waiting for an application that does not answer', async () => {
    const params = await onlineWith({ expires_in: 3600 })
    odd.answer('token', () => undefined)
    vi.setSystemTime(Date.now() + 3300_000)
    const startedAt = performance.now()
    const got = await Promise.all(Array.from({ length: 50 }, () => api.ok(getToken, { params })))
    expect(got.every(({ accessToken }) => accessToken === 'odd-access-1')).toBe(true)
    expect(performance.now() - startedAt).toBeLessThan(5_000)
    expect(odd.at('token')).toHaveLength(1)
  })

  it('is not asked for again and again while the application fails', async () => {
    const params = await onlineWith({ expires_in: 3600 })
    odd.answer('token', page('<h1>Internal</h1>', 500))
    vi.setSystemTime(Date.now() + 3300_000)
    vi.spyOn(Math, 'random').mockReturnValue(1)
    await api.ok(getToken, { params })
    await eventually(() => expect(odd.at('token')).toHaveLength(1))
    for (let times = 0; times < 20; times += 1) await api.ok(getToken, { params })
    expect(odd.at('token')).toHaveLength(1)
    vi.setSystemTime(Date.now() + 2_000)
    await api.ok(getToken, { params })
    await eventually(() => expect(odd.at('token')).toHaveLength(2))
  })
})

describe('a refresh that the application refuses', () => {
  it.each([
    ['invalid_grant', 400, /ended the access.*Authorize again/],
    ['invalid_client', 401, /no longer accepts the client ID and secret/],
    ['unauthorized_client', 400, /no longer allows this client/],
  ])('with %s takes the connection offline, and says why', async (error, status, reason) => {
    const params = await onlineWith({ expires_in: 0 })
    odd.answer('token', json({ error }, status))
    const refusal = await api.refused(getToken, { params })
    expect(refusal).toMatchObject({ status: 409, code: 'not_authorized_yet' })
    expect(refusal.problem.detail).toMatch(reason)
    const connection = await api.ok(getConnection, { params })
    expect(connection).toMatchObject({ status: 'offline', statusReason: expect.stringMatching(reason) })
    odd.requests.length = 0
    await api.refused(getToken, { params })
    expect(odd.requests).toEqual([])
  })

  it('an error with status 200 counts as one', async () => {
    const params = await onlineWith({ expires_in: 0 })
    odd.answer('token', json({ error: 'invalid_grant' }))
    await api.refused(getToken, { params })
    expect((await api.ok(getConnection, { params })).status).toBe('offline')
  })

  it('where there is nothing to refresh with, the connection goes offline', async () => {
    const params = await onlineWith({ expires_in: 0, refresh_token: undefined })
    expect(await api.refused(getToken, { params })).toMatchObject({ code: 'not_authorized_yet' })
    const { statusReason } = await api.ok(getConnection, { params })
    expect(statusReason).toMatch(/expired and the application gave none to renew it with/)
  })
})

const outages: [string, OddAnswer][] = [
  ['500', page('<h1>Internal</h1>', 500)],
  ['503 with an OAuth error', json({ error: 'temporarily_unavailable' }, 503)],
  ['429', json({ message: 'Slow down' }, 429)],
  ['a cut connection', (_request, response) => response.destroy()],
]

describe('while the token endpoint fails', () => {
  it.each(outages)('(%s) the old token is handed out as long as it lives', async (_what, answer) => {
    const params = await onlineWith({ expires_in: 30 })
    odd.answer('token', answer)
    expect((await api.ok(getToken, { params })).accessToken).toBe('odd-access-1')
    expect(odd.at('token')).toHaveLength(1)
    expect((await api.ok(getConnection, { params })).status).toBe('online')
  })

  it.each(outages)(
    '(%s) an expired token is not handed out, and the connection stays online',
    async (_, answer) => {
      const params = await onlineWith({ expires_in: 0 })
      odd.answer('token', answer)
      expect((await api.refused(getToken, { params })).status).toBe(502)
      expect((await api.ok(getConnection, { params })).status).toBe('online')
      odd.answer('token', rotating('odd-refresh-1'))
      expect((await api.ok(getToken, { params })).accessToken).toBe('new odd-refresh-1+')
    },
  )
})
