import { startAuthorization } from '@patchbay/contracts/authorizations'
import {
  createConnection,
  getConnection,
  getToken,
  testConnection,
  updateConnection,
} from '@patchbay/contracts/connections'
import type { Connection } from '@patchbay/contracts/connection'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { deleteConnections } from '../testing/delete-connections.ts'
import {
  authorizeAtSandbox,
  begin,
  draftOf,
  endAccess,
  outcomeOf,
  sandboxBody,
  walkSandbox,
} from '../testing/connecting.ts'
import { type SentRequests, watchRequests } from '../testing/sent-requests.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let sent: SentRequests
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
beforeEach(() => void (sent = watchRequests()))
afterEach(async () => {
  sent.stop()
  vi.useRealTimers()
  await deleteConnections(api)
})
afterAll(() => patchbay.stop())

const lines = {
  'r-series-v3': { scopes: ['employee:all'], token: '/lightspeed/auth/oauth/token' },
  'r-series-v2': { scopes: ['employee:all'], token: '/lightspeed/oauth/access_token.php' },
  'x-series': {
    scopes: ['retailer:read', 'outlets:read'],
    token: '/lightspeed/x/sandbox-shop/api/1.0/token',
  },
} as const
type Line = keyof typeof lines
const everyLine = Object.keys(lines) as Line[]

function draft(apiType: Line, scopes: readonly string[] = lines[apiType].scopes): Promise<Connection> {
  const subdomain = apiType === 'x-series' ? { subdomain: 'another-shop' } : {}
  return draftOf(api, 'lightspeed', { scopes, settings: { apiType, ...subdomain } })
}

async function online(apiType: Line, scopes?: readonly string[]) {
  const { authorization, connection } = await authorizeAtSandbox(api, await draft(apiType, scopes))
  expect(authorization).toMatchObject({ status: 'succeeded', error: null })
  return { connection, params: { id: connection.id } }
}

const exchanges = (apiType: Line) => sent.to(lines[apiType].token)

describe.each(everyLine)('Lightspeed %s', (apiType) => {
  it('signs in, passes the test call and hands out its token', async () => {
    const { connection, params } = await online(apiType)
    expect(connection).toMatchObject({ status: 'online', lastTest: { ok: true, status: 200 } })
    expect(connection.token).toMatchObject({ refreshable: true, missingScopes: [] })
    expect(exchanges(apiType)).toHaveLength(1)
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true })
    expect((await api.ok(getToken, { params })).tokenType).toBe('Bearer')
  })

  it('is refreshed twice in a row, at the same server', async () => {
    const { params } = await online(apiType)
    const first = await api.ok(getToken, { params })
    const handedOut = new Set([first.accessToken])
    let { expiresAt } = first
    for (let turn = 0; turn < 2; turn += 1) {
      vi.setSystemTime(Date.parse(expiresAt ?? '') + 1_000)
      // The admin's session is over by then, the connection is not.
      api = await patchbay.signedIn()
      const next = await api.ok(getToken, { params })
      handedOut.add(next.accessToken)
      ;({ expiresAt } = next)
    }
    expect(handedOut.size).toBe(3)
    expect(exchanges(apiType)).toHaveLength(3)
  })
})

describe('Lightspeed R-Series v2', () => {
  it('is not asked for a new token while it would answer the old one', async () => {
    const { params } = await online('r-series-v2')
    const { accessToken, expiresAt } = await api.ok(getToken, { params })
    vi.setSystemTime(Date.parse(expiresAt ?? '') - 20_000)
    sent.forget()
    expect((await api.ok(getToken, { params })).accessToken).toBe(accessToken)
    expect(exchanges('r-series-v2')).toEqual([])
  })
})

describe('Lightspeed R-Series v3', () => {
  it('whose token is refused is refreshed', async () => {
    const { connection, params } = await online('r-series-v3')
    await endAccess(connection)
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true })
  })

  it('takes a scope that the list lacks', async () => {
    const body = await sandboxBody(api, 'lightspeed', { scopes: ['employee:inventory_base'] })
    expect((await api.ok(createConnection, { body })).scopes).toEqual(['employee:inventory_base'])
    const bad = await api.refused(createConnection, { body: { ...body, name: 'x', scopes: ['with space'] } })
    expect(bad.problem.errors?.[0]?.path).toBe('scopes')
  })
})

describe('Lightspeed X-Series', () => {
  it('gets the token at the shop that the callback names, and keeps its name', async () => {
    const { connection, params } = await online('x-series')
    expect(connection.token?.facts).toEqual({ domain_prefix: 'sandbox-shop' })
    expect(sent.to('/x/another-shop/')).toEqual([])
    expect((await api.ok(getToken, { params })).facts).toEqual({ domain_prefix: 'sandbox-shop' })
  })

  it.each([
    [['outlets:read'], 'outlets'],
    [['retailer:read'], 'retailer'],
  ])('with %j is tested with what it may read', async (scopes, path) => {
    const { connection } = await online('x-series', scopes)
    expect(connection.lastTest).toMatchObject({ ok: true })
    expect(sent.to('/api/2.0/')).toEqual([expect.stringMatching(new RegExp(`/${path}$`))])
  })

  it('without a scope for the test stays online, and says what is missing', async () => {
    const { connection } = await online('x-series', ['sales:read'])
    expect(connection).toMatchObject({ status: 'online', lastTest: { ok: false, status: 403 } })
    expect(connection.lastTest?.detail).toMatch(/not allowed to read the shop/)
  })

  it.each([
    ['another host', ['evil.com/']],
    ['a dot', ['a.b']],
    ['a port', ['x:1']],
    ['an IP address', ['127.0.0.1']],
    ['a way up', ['..']],
    ['a user', ['me@evil']],
    ['a percent sign', ['a%2fb']],
    ['a fragment', ['a#']],
    ['a line break', ['sandbox-shop\n']],
    ['other letters', ['ѕandbox-shop']],
    ['more than a label may have', ['a'.repeat(64)]],
    ['a hyphen at its end', ['shop-']],
    ['nothing', ['']],
    ['two values', ['sandbox-shop', 'sandbox-shop']],
    ['no value', []],
  ])('sends nothing anywhere for a domain_prefix with %s', async (_what, prefixes) => {
    const connection = await draft('x-series')
    const started = await begin(api, connection)
    const callback = await walkSandbox(started)
    callback.searchParams.delete('domain_prefix')
    for (const prefix of prefixes) callback.searchParams.append('domain_prefix', prefix)
    sent.forget()
    const outcome = await outcomeOf(api, { ...started, callback })
    expect(outcome.status).toBe(400)
    expect(outcome.authorization).toMatchObject({ status: 'failed', error: { code: 'invalid_answer' } })
    expect(outcome.authorization.error?.message).toMatch(/lacks a valid domain_prefix/)
    expect(outcome.connection).toEqual(connection)
    expect(sent.to('').filter((each) => !each.includes(patchbay.target))).toEqual([])
  })

  it.each(['my.shop', 'shop/admin', 'shop:443', '127.0.0.1', 'Shop Berlin', '-shop', ''])(
    'refuses the Subdomain %j and says what to write',
    async (subdomain) => {
      const settings = { apiType: 'x-series', subdomain }
      const body = await sandboxBody(api, 'lightspeed', { settings })
      const { problem } = await api.refused(createConnection, { body })
      expect(problem.errors).toEqual([
        { path: 'settings.subdomain', message: expect.stringMatching(/^Write the/) },
      ])
    },
  )

  it('without any scope may be saved, but not authorized', async () => {
    const { id } = await draft('x-series', [])
    const { status, problem } = await api.refused(startAuthorization, { params: { id } })
    expect(status).toBe(422)
    expect(problem.errors).toEqual([
      {
        path: 'scopes',
        message: 'Choose at least one scope: Lightspeed refuses a sign-in that asks for none.',
      },
    ])
  })

  it('takes no scope of another line', async () => {
    const settings = { apiType: 'x-series', subdomain: 'shop' }
    const body = await sandboxBody(api, 'lightspeed', { settings, scopes: ['employee:all'] })
    const { problem } = await api.refused(createConnection, { body })
    expect(problem.errors).toEqual([
      { path: 'scopes', message: expect.stringContaining('“employee:all” does not go with') },
    ])
  })

  it('for another Subdomain needs a new sign-in', async () => {
    const { connection, params } = await online('x-series')
    const { version } = await api.ok(getConnection, { params })
    const body = { version, settings: { subdomain: 'third-shop' } }
    const changed = await api.ok(updateConnection, { params, body })
    expect(changed).toMatchObject({ status: 'offline', token: null })
    expect(changed.statusReason).toMatch(/^Subdomain was changed/)
    expect(connection.status).toBe('online')
  })
})
