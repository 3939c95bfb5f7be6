import { createApiKey } from '@patchbay/contracts/api-keys'
import type { Connection } from '@patchbay/contracts/connection'
import {
  createConnection,
  deleteConnection,
  getToken,
  listConnections,
} from '@patchbay/contracts/connections'
import { createIClient } from '@patchbay/contracts/iclients'
import { getTraffic, type Traffic } from '@patchbay/contracts/traffic'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAt, authorizeAtOnce, draftAt, newName } from '../../testing/connecting.ts'
import { type EchoServer, startEchoServer } from '../../testing/echo-server.ts'
import { eventually } from '../../testing/eventually.ts'
import { json, type OddServer, startOddServer, tokens } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let app: EchoServer
let odd: OddServer
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
  app = await startEchoServer()
  odd = await startOddServer()
})
beforeEach(() => odd.reset())
afterAll(() => Promise.all([patchbay.stop(), app.stop(), odd.stop()]))

async function online(advanced: object = {}): Promise<Connection> {
  const name = newName()
  const client = { name, application: 'oauth2', clientId: 'c', clientSecret: 's' }
  const { id: iClientId } = await api.ok(createIClient, { body: client })
  const settings = { tokenUrl: `${app.origin}/token`, baseUrl: `${app.origin}/api` }
  const body = { name, application: 'oauth2', authType: 'client-credentials', settings, iClientId, advanced }
  return (await authorizeAtOnce(api, await api.ok(createConnection, { body }))).connection
}

const through = ({ id }: Pick<Connection, 'id'>, path: string) =>
  api.send('GET', `/api/connections/${id}/proxy${path}`)

function trafficOf({ id }: Pick<Connection, 'id'>, range: 'hour' | 'day' = 'hour'): Promise<Traffic> {
  return api.ok(getTraffic, { params: { id }, query: { range } })
}

async function healthOf({ id, name }: Connection): Promise<string | null | undefined> {
  const { items } = await api.ok(listConnections, { query: { q: name } })
  return items.find((each) => each.id === id)?.health
}

describe('the traffic of a connection', () => {
  it('is empty as long as there was none', async () => {
    const connection = await online()
    const { buckets, totals, bucketMs, from, refreshes } = await trafficOf(connection)
    expect(buckets).toHaveLength(60)
    expect(bucketMs).toBe(60_000)
    expect(buckets[0]?.at).toBe(from)
    expect(buckets.every((each) => each.requests === 0 && each.p95Ms === null)).toBe(true)
    expect(totals).toEqual({
      requests: 0,
      errors: 0,
      clientErrors: 0,
      tokens: 0,
      refreshes: 0,
      failedRefreshes: 0,
    })
    expect(refreshes).toEqual([])
    expect(await healthOf(connection)).toBeNull()
  })

  it('has requests by how they ended, token calls and the use of the pool', async () => {
    const connection = await online({ concurrencyLevel: 7 })
    app.answer((request, response) => {
      response.writeHead(Number(request.url?.split('/').at(-1))).end()
    })
    for (const status of [200, 204, 302, 404, 500, 503]) await through(connection, `/${status}`)
    await through(connection, '/a%2f..%2fsecret')
    await api.ok(getToken, { params: { id: connection.id } })
    await eventually(async () => expect((await trafficOf(connection)).totals.requests).toBe(7))
    for (const range of ['hour', 'day'] as const) {
      const { totals, buckets } = await trafficOf(connection, range)
      expect(totals).toMatchObject({ requests: 7, clientErrors: 2, errors: 2, tokens: 1 })
      const used = buckets.find(({ requests }) => requests > 0)
      expect(used).toMatchObject({ level: 7, maxInFlight: 1, p50Ms: expect.any(Number) })
    }
    expect(await healthOf(connection)).toMatch(/s-?$/)
  })

  it('counts what the application did not answer, and who went away', async () => {
    const connection = await online()
    app.answer((request) => void request.socket.destroy())
    expect((await through(connection, '/cut')).status).toBe(502)
    await eventually(async () =>
      expect((await trafficOf(connection)).totals).toMatchObject({ requests: 1, errors: 1 }),
    )
    expect(await healthOf(connection)).toMatch(/b-?$/)
    app.answer(() => undefined)
    const leave = new AbortController()
    const { cookie, target } = api
    const url = `${target}/api/connections/${connection.id}/proxy/hang`
    const left = fetch(url, { headers: { cookie }, signal: leave.signal })
    await eventually(() => expect(app.inFlight).toBe(1))
    leave.abort()
    await expect(left).rejects.toThrow()
    await eventually(async () =>
      expect((await trafficOf(connection)).totals).toMatchObject({ requests: 2, errors: 1 }),
    )
  })

  it('shows a borrower’s requests in the lender’s pool', async () => {
    const lender = await online({ concurrencyLevel: 3 })
    const borrower = await online({ borrowConcurrencyFrom: lender.id })
    app.answer((_request, response) => response.end())
    await through(borrower, '/')
    for (const each of [lender, borrower]) {
      const { buckets } = await trafficOf(each)
      expect(buckets.some(({ level, maxInFlight }) => level === 3 && maxInFlight === 1)).toBe(true)
    }
    expect((await trafficOf(lender)).totals.requests).toBe(0)
  })

  it('has the token calls of programs, which are answered ahead of the framework, too', async () => {
    const { id } = await online()
    const { key } = await api.ok(createApiKey, { body: { name: newName(), permissions: ['token'] } })
    const headers = { authorization: `Bearer ${key}` }
    for (let times = 0; times < 3; times += 1)
      await patchbay.visitor().ok(getToken, { params: { id }, headers })
    expect((await trafficOf({ id })).totals.tokens).toBe(3)
  })

  it('has the refreshes, failed ones too', async () => {
    odd.answer('token', tokens({ expires_in: 0 }))
    const { connection } = await authorizeAt(api, await draftAt(api, odd))
    await api.call(getToken, { params: { id: connection.id } })
    odd.answer('token', json({ error: 'invalid_grant' }, 400))
    await api.refused(getToken, { params: { id: connection.id } })
    const { refreshes, totals } = await trafficOf(connection)
    expect(refreshes.map(({ ok }) => ok)).toEqual([true, false])
    expect(totals).toMatchObject({ refreshes: 1, failedRefreshes: 1 })
  })

  it('is nobody’s when the connection is gone', async () => {
    const connection = await online()
    app.answer((_request, response) => response.end())
    await through(connection, '/')
    await api.ok(deleteConnection, { params: { id: connection.id } })
    expect(await api.refused(getTraffic, { params: { id: connection.id } })).toMatchObject({ status: 404 })
    expect((await through(connection, '/')).status).toBe(404)
  })

  it('is shown to a key that may read this connection, and to no other', async () => {
    const [mine, other] = [await online(), await online()]
    const ask = async (permissions: string[], { id }: Connection) => {
      const body = { name: newName(), permissions, connectionIds: [mine.id] }
      const { key } = await api.ok(createApiKey, { body })
      const headers = { authorization: `Bearer ${key}` }
      return (await patchbay.visitor().call(getTraffic, { params: { id }, headers })).status
    }
    expect(await ask(['read'], mine)).toBe(200)
    expect(await ask(['read'], other)).toBe(404)
    expect(await ask(['token', 'proxy'], mine)).toBe(403)
  })

  it('takes a range of hour or day', async () => {
    const { id } = await online()
    const refusal = await api.refused(getTraffic, { params: { id }, query: { range: 'week' } })
    expect(refusal).toMatchObject({ status: 422, problem: { errors: [{ path: 'range' }] } })
    expect((await api.ok(getTraffic, { params: { id } })).range).toBe('hour')
  })
})
