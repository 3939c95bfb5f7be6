import {
  getConnection,
  getToken,
  revokeConnection,
  testConnection,
  updateConnection,
} from '@patchbay/contracts/connections'
import type { Connection } from '@patchbay/contracts/connection'
import { user } from '@patchbay/sandbox/account'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAtOnce, draftOf, endAccess, standInOf } from '../testing/connecting.ts'
import { type SentRequests, watchRequests } from '../testing/sent-requests.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'
import { textsBelow } from '../testing/texts-below.ts'

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
  // Seats are few; the next test begins with all of them.
  await endAccess(await draft('acumatica'))
  await endAccess(await draft('lexbizz'))
})
afterAll(() => patchbay.stop())

type Application = 'acumatica' | 'lexbizz'

function draft(application: Application, password: string = user.password): Promise<Connection> {
  const settings = { userName: user.name, tenant: 'Sandbox', locale: 'en-US' }
  return draftOf(api, application, { authType: 'cookie', iClientId: null, settings, secrets: { password } })
}

async function online(application: Application = 'acumatica') {
  const { authorization, connection } = await authorizeAtOnce(api, await draft(application))
  expect(authorization).toMatchObject({ status: 'succeeded', error: null })
  sent.forget()
  return { connection, params: { id: connection.id } }
}

/** Somebody else takes a seat. */
async function takeSeat(connection: Connection): Promise<number> {
  const { name, password } = user
  const body = JSON.stringify({ name, password })
  const headers = { 'content-type': 'application/json' }
  return (await fetch(`${standInOf(connection)}/entity/auth/login`, { method: 'POST', headers, body })).status
}

describe('a sign-in with name and password', () => {
  it.each(['acumatica', 'lexbizz'] as const)('at %s passes the test call, without a window', async (id) => {
    const { connection, params } = await online(id)
    expect(connection).toMatchObject({ status: 'online', lastTest: { ok: true, status: 200 } })
    expect(connection.storedSecrets).toEqual(['password'])
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true })
    expect(sent.to('/auth/login')).toEqual([])
  })

  it('has no token to hand out, and signs nobody in for it', async () => {
    const { connection, params } = await online()
    const refusal = await api.refused(getToken, { params })
    expect(refusal).toMatchObject({ status: 409, code: 'no_token' })
    expect(refusal.problem.detail).toMatch(/without a token. Send requests through it/)
    await endAccess(connection)
    vi.setSystemTime(Date.now() + 3_600_000)
    await api.refused(getToken, { params })
    expect(sent.to('/auth/login')).toEqual([])
  })

  it('with a wrong password fails with what to correct, and the connection stays a draft', async () => {
    const { authorization, connection } = await authorizeAtOnce(api, await draft('acumatica', 'wrong'))
    expect(authorization).toMatchObject({ status: 'failed', error: { code: 'access_denied' } })
    expect(authorization.error?.message).toMatch(/does not accept the user name and password/)
    expect(authorization.error?.description).toBe('Invalid credentials. Please try again.')
    expect(connection).toMatchObject({ status: 'draft', token: null })
  })

  it('is repeated when the session has ended', async () => {
    const { connection, params } = await online()
    await endAccess(connection)
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true, status: 200 })
    expect(sent.to('/auth/login')).toHaveLength(1)
  })

  it('is repeated before the session’s time is over, and the old one’s seat is given back', async () => {
    const { connection, params } = await online()
    expect(await takeSeat(connection)).toBe(204)
    vi.setSystemTime(Date.now() + 8.5 * 60_000)
    sent.forget()
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true })
    expect(sent.to('/auth/').map((each) => each.split('/').at(-1))).toEqual(['logout', 'login'])
  })

  it('done again and again takes one seat', async () => {
    const { params } = await online()
    for (let turn = 0; turn < 3; turn += 1) {
      expect((await authorizeAtOnce(api, params)).authorization.status).toBe('succeeded')
    }
  })

  it('asked for twice at once takes one seat', async () => {
    const { id } = await draft('acumatica')
    const both = await Promise.all([authorizeAtOnce(api, { id }), authorizeAtOnce(api, { id })])
    expect(both.map(({ authorization }) => authorization.status)).toEqual(['succeeded', 'succeeded'])
    expect(await takeSeat(both[0].connection)).toBe(204)
  })

  it('that was corrected meanwhile to a wrong one takes the connection offline', async () => {
    const { connection, params } = await online()
    const { version } = await api.ok(getConnection, { params })
    await api.ok(updateConnection, { params, body: { version, secrets: { password: 'wrong' } } })
    await endAccess(connection)
    expect((await api.refused(testConnection, { params })).code).toBe('not_authorized_yet')
    const { status, statusReason } = await api.ok(getConnection, { params })
    expect(status).toBe('offline')
    expect(statusReason).toMatch(/does not accept the user name and password any more/)
  })

  it('of another user forgets the session of the first', async () => {
    const { params } = await online()
    const { version } = await api.ok(getConnection, { params })
    const body = { version, settings: { userName: 'somebody' } }
    expect(await api.ok(updateConnection, { params, body })).toMatchObject({
      status: 'offline',
      token: null,
      statusReason: 'User name was changed. Authorize the connection again.',
    })
  })

  it('that gives way to OAuth leaves no password behind', async () => {
    const { id, version } = await draft('acumatica')
    const body = { version, authType: 'oauth2' as const, scopes: ['api'] }
    expect((await api.ok(updateConnection, { params: { id }, body })).storedSecrets).toEqual([])
  })
})

describe('revoking a session', () => {
  it('signs out, which gives its seat back', async () => {
    const { connection, params } = await online()
    expect(await takeSeat(connection)).toBe(204)
    expect(await takeSeat(connection)).toBe(429)
    expect((await api.ok(revokeConnection, { params })).revokedAtApplication).toBe(true)
    expect(await takeSeat(connection)).toBe(204)
    expect(await api.ok(getConnection, { params })).toMatchObject({ status: 'offline', token: null })
  })
})

describe('where all seats of the licence are taken', () => {
  it('the sign-in says so plainly', async () => {
    const connection = await draft('acumatica')
    await takeSeat(connection)
    await takeSeat(connection)
    const { authorization } = await authorizeAtOnce(api, connection)
    expect(authorization).toMatchObject({ status: 'failed', error: { description: 'API Login Limit' } })
    expect(authorization.error?.message).toMatch(/licence allows no more sessions/)
  })

  it('a session that ended cannot be renewed, which is said, and the connection stays online', async () => {
    const { connection, params } = await online()
    await endAccess(connection)
    await takeSeat(connection)
    await takeSeat(connection)
    const { problem } = await api.refused(testConnection, { params })
    expect(problem.detail).toMatch(/licence allows no more sessions/)
    expect((await api.ok(getConnection, { params })).status).toBe('online')
    await endAccess(connection)
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true })
  })
})

describe('the password', () => {
  it('is in no answer, no log and no file', async () => {
    const password = 'a-password-to-look-for'
    const connection = await draft('acumatica', password)
    const { authorization, connection: after } = await authorizeAtOnce(api, connection)
    expect(JSON.stringify([connection, authorization, after])).not.toContain(password)
    expect(patchbay.log.text()).not.toContain(password)
    const files = await textsBelow(patchbay.dir)
    expect(files.size).toBeGreaterThan(5)
    for (const [name, text] of files) expect(text, name).not.toContain(password)
  })

  it('brings cookies that are shown and logged nowhere either', async () => {
    const { connection, params } = await online()
    const test = await api.ok(testConnection, { params })
    const told = JSON.stringify([connection, test]) + patchbay.log.text()
    expect(told).not.toMatch(/ASPXAUTH=[^"]|ASP\.NET_SessionId=/)
  })
})
