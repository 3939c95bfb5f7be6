import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as endpoints from '@patchbay/contracts/api-keys'
import { listApplications } from '@patchbay/contracts/applications'
import type { Connection } from '@patchbay/contracts/connection'
import {
  deleteConnection,
  getConnection,
  getToken,
  listConnections,
  testConnection,
} from '@patchbay/contracts/connections'
import { listConnectionEvents, listEvents } from '@patchbay/contracts/events'
import { listIClients } from '@patchbay/contracts/iclients'
import { getSession } from '@patchbay/contracts/session'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAtSandbox, draftAtSandbox, newName } from '../../testing/connecting.ts'
import { eventually } from '../../testing/eventually.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let online: Connection
let other: Connection
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
  ;({ connection: online } = await authorizeAtSandbox(api, await draftAtSandbox(api)))
  other = await draftAtSandbox(api)
})
afterEach(() => void vi.useRealTimers())
afterAll(() => patchbay.stop())

async function keyWith(body: object) {
  return api.ok(endpoints.createApiKey, { body: { name: newName(), permissions: ['token'], ...body } })
}

/** A program: no cookie, no origin, a key. */
function program(key: string): { client: ApiClient; headers: Record<string, string> } {
  const client = patchbay.visitor()
  client.origin = ''
  return { client, headers: { authorization: `Bearer ${key}` } }
}

describe('an API key', () => {
  it('is shown once, and only its SHA-256 is kept', async () => {
    const { key, id, ...made } = await keyWith({ connectionIds: [online.id] })
    expect(key).toMatch(/^pb_[\w-]{43}$/)
    expect(made).toMatchObject({
      hint: `${key.slice(0, 7)}…`,
      permissions: ['token'],
      connectionIds: [online.id],
      lastUsedAt: null,
      expiresAt: null,
    })
    const { items } = await api.ok(endpoints.listApiKeys)
    expect(items.find((each) => each.id === id)).not.toHaveProperty('key')
    const folder = join(patchbay.dir, 'api-keys')
    const files = await Promise.all(
      (await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8')),
    )
    expect(files.join() + patchbay.log.text()).not.toContain(key.slice(7))
  })

  it('gets a token with no cookie and no origin, and its use is noted', async () => {
    const { key, id } = await keyWith({})
    const { client, headers } = program(key)
    const token = await client.ok(getToken, { params: { id: online.id }, headers })
    expect(token.accessToken).not.toBe('')
    await eventually(async () => {
      const { items } = await api.ok(endpoints.listApiKeys)
      expect(items.find((each) => each.id === id)?.lastUsedAt).toMatch(/Z$/)
    })
  })

  it('may do what it was given, and nothing else', async () => {
    const { client, headers } = program((await keyWith({ permissions: ['read'] })).key)
    const params = { id: online.id }
    expect((await client.ok(listConnections, { headers })).total).toBe(2)
    expect(await client.refused(getToken, { params, headers })).toMatchObject({
      status: 403,
      code: 'not_permitted',
    })
    expect(await client.refused(testConnection, { params, headers })).toMatchObject({ status: 403 })
    expect(await client.refused(deleteConnection, { params, headers })).toMatchObject({ status: 403 })
    expect(await client.refused(getSession, { headers })).toMatchObject({ status: 403 })
    expect(await client.refused(endpoints.listApiKeys, { headers })).toMatchObject({ status: 403 })
    expect(await client.refused(endpoints.createApiKey, { headers, body: {} })).toMatchObject({ status: 403 })
  })

  it('that is limited sees of other connections not even that they exist', async () => {
    const body = { permissions: ['read', 'token'], connectionIds: [online.id] }
    const { client, headers } = program((await keyWith(body)).key)
    const list = await client.ok(listConnections, { headers })
    expect(list).toMatchObject({ total: 1, items: [{ id: online.id }] })
    const params = { id: other.id }
    const unknown = await client.refused(getConnection, { params: { id: 'conn_x' }, headers })
    for (const endpoint of [getConnection, getToken, listConnectionEvents]) {
      const refusal = await client.refused(endpoint, { params, headers })
      expect(refusal).toMatchObject({ status: 404, problem: unknown.problem })
    }
    expect(await client.refused(listEvents, { headers })).toMatchObject({ status: 403 })
    expect(await client.refused(listIClients, { headers })).toMatchObject({ status: 403 })
    expect((await client.ok(listApplications, { headers })).total).toBeGreaterThan(0)
    expect((await client.ok(getToken, { params: { id: online.id }, headers })).accessToken).not.toBe('')
  })

  it('is refused the moment it is revoked', async () => {
    const { key, id } = await keyWith({})
    const { client, headers } = program(key)
    await client.ok(getToken, { params: { id: online.id }, headers })
    await api.ok(endpoints.deleteApiKey, { params: { id } })
    const refusal = await client.refused(getToken, { params: { id: online.id }, headers })
    expect(refusal).toMatchObject({ status: 401, code: 'invalid_api_key' })
    expect(refusal.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
  })

  it('ends when its time has come', async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    const { key } = await keyWith({ expiresAt })
    const { client, headers } = program(key)
    await client.ok(getToken, { params: { id: online.id }, headers })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
    expect(await client.refused(getToken, { params: { id: online.id }, headers })).toMatchObject({
      status: 401,
    })
  })

  it.each(['pb_unknown', 'x', 'pb_'.padEnd(46, 'a')])('that never was one (%s) is refused', async (key) => {
    const { client, headers } = program(key)
    expect(await client.refused(listConnections, { headers })).toMatchObject({ code: 'invalid_api_key' })
  })

  it('counts alone: a cookie beside it opens nothing more', async () => {
    const { key } = await keyWith({ permissions: ['read'] })
    const headers = { authorization: `Bearer ${key}` }
    expect(await api.refused(getToken, { params: { id: online.id }, headers })).toMatchObject({ status: 403 })
  })

  it.each([
    [{ permissions: [] }, 'permissions', /at least one/],
    [{ permissions: ['manage'] }, 'permissions.0', /token, proxy and read/],
    [{ connectionIds: [] }, 'connectionIds', /at least one/],
    [{ connectionIds: ['conn_gone'] }, 'connectionIds.0', /no connection “conn_gone”/],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt', /past/],
    [{ expiresAt: 'tomorrow' }, 'expiresAt', /2030-01-31/],
    [{ name: '' }, 'name', /Write a name/],
  ])('%j is refused by name', async (changes, path, says) => {
    const body = { name: newName(), permissions: ['token'], ...changes }
    const { problem } = await api.refused(endpoints.createApiKey, { body })
    expect(problem.errors).toEqual([{ path, message: expect.stringMatching(says) }])
  })
})
