import { getApplication } from '@patchbay/contracts/applications'
import {
  createConnection,
  getConnection,
  getToken,
  testConnection,
  updateConnection,
} from '@patchbay/contracts/connections'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { deleteConnections } from '../testing/delete-connections.ts'
import { authorizeAtSandbox, draftOf, endAccess, sandboxBody } from '../testing/connecting.ts'
import { type SentRequests, watchRequests } from '../testing/sent-requests.ts'
import { newIClient } from '../testing/stand-in-client.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let address: string
let sent: SentRequests
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
  const { sandbox } = await api.ok(getApplication, { params: { id: 'exact-online' } })
  address = sandbox?.settings['server'] ?? ''
})
beforeEach(() => void (sent = watchRequests()))
afterEach(async () => {
  sent.stop()
  vi.useRealTimers()
  await deleteConnections(api)
})
afterAll(() => patchbay.stop())

/** Each connection needs a client of its own. */
async function draft(fields: Record<string, string> = {}) {
  const iClientId = await newIClient({ api, address, application: 'exact-online' }, fields)
  return draftOf(api, 'exact-online', { iClientId })
}

async function online(fields?: Record<string, string>) {
  const { authorization, connection } = await authorizeAtSandbox(api, await draft(fields))
  expect(authorization).toMatchObject({ status: 'succeeded', error: null })
  sent.forget()
  return { connection, params: { id: connection.id } }
}

const pass = (seconds: number) => void vi.setSystemTime(Date.now() + seconds * 1000)
const exchanges = () => sent.to('/api/oauth2/token')

describe('Exact Online', () => {
  it('signs in, tells a lifetime as text, and answers the test call', async () => {
    const { connection, params } = await online()
    expect(connection).toMatchObject({ status: 'online', scopes: [], lastTest: { ok: true, status: 200 } })
    const { obtainedAt, expiresAt } = connection.token ?? {}
    expect(Date.parse(expiresAt ?? '') - Date.parse(obtainedAt ?? '')).toBe(600_000)
    const { tokenType, accessToken } = await api.ok(getToken, { params })
    expect(tokenType).toBe('Bearer')
    expect(accessToken).not.toBe('')
  })

  it('is sent no refresh before 9 min 30 s, though the token has less than a minute left', async () => {
    const { params } = await online()
    const first = await api.ok(getToken, { params })
    pass(569)
    expect(await api.ok(getToken, { params })).toEqual(first)
    expect(exchanges()).toEqual([])
    pass(7)
    const second = await api.ok(getToken, { params })
    expect(second.accessToken).not.toBe(first.accessToken)
    expect(exchanges()).toHaveLength(1)
    pass(600)
    expect((await api.ok(getToken, { params })).accessToken).not.toBe(second.accessToken)
  })

  it('that refuses a young token is sent no refresh either, and the connection stays online', async () => {
    const { connection, params } = await online()
    await endAccess(connection)
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: false, status: 401 })
    expect(exchanges()).toEqual([])
    expect(sent.to('/current/Me')).toHaveLength(1)
    expect((await api.ok(getConnection, { params })).status).toBe('online')
    pass(580)
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true, status: 200 })
    expect(exchanges()).toHaveLength(1)
  })

  it('unused for more than 30 days goes offline, and says so', async () => {
    const { params } = await online()
    pass(31 * 24 * 3600)
    // The admin's session is over by then as well.
    api = await patchbay.signedIn()
    expect((await api.refused(getToken, { params })).code).toBe('not_authorized_yet')
    expect(await api.ok(getConnection, { params })).toMatchObject({
      status: 'offline',
      statusReason: expect.stringMatching(/ended the access: it expired.*Authorize again/),
    })
  })

  it('takes one connection for each iClient, and says why', async () => {
    const first = await draft()
    const body = await sandboxBody(api, 'exact-online', { iClientId: first.iClientId })
    const { problem, status } = await api.refused(createConnection, { body })
    expect(status).toBe(422)
    expect(problem.errors).toEqual([
      { path: 'iClientId', message: expect.stringMatching(/uses this iClient.*needs an iClient of its own/) },
    ])
    expect(problem.detail).toContain(first.name)
    const other = await draft()
    const change = { version: other.version, iClientId: first.iClientId }
    const refusal = await api.refused(updateConnection, { params: { id: other.id }, body: change })
    expect(refusal.problem.errors?.[0]?.path).toBe('iClientId')
    const same = { version: first.version, iClientId: first.iClientId, name: `${first.name} renamed` }
    await api.ok(updateConnection, { params: { id: first.id }, body: same })
  })

  it('that lacks a right in the App Center is told apart from one that needs a sign-in', async () => {
    const { connection, params } = await online({ clientName: 'With no rights' })
    expect(connection).toMatchObject({ status: 'online', lastTest: { ok: false, status: 403 } })
    expect(connection.lastTest?.detail).toMatch(/the app may not read this.*App Center/)
    await api.ok(testConnection, { params })
    expect((await api.ok(getConnection, { params })).status).toBe('online')
    expect(exchanges()).toEqual([])
  })

  it('has no scopes to ask for', async () => {
    const body = await sandboxBody(api, 'exact-online', { scopes: ['api'] })
    const { problem } = await api.refused(createConnection, { body })
    expect(problem.errors).toContainEqual({ path: 'scopes', message: expect.stringMatching(/no scopes/) })
  })
})
