import { readFile } from 'node:fs/promises'
import { createApiKey } from '@patchbay/contracts/api-keys'
import type { Connection } from '@patchbay/contracts/connection'
import { createConnection, deleteConnection, getToken } from '@patchbay/contracts/connections'
import { createIClient } from '@patchbay/contracts/iclients'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newAgent } from '../../testing/agents.ts'
import { type ApiClient, asRefusal } from '../../testing/api-client.ts'
import { authorizeAtOnce, newName } from '../../testing/connecting.ts'
import { type EchoServer, startEchoServer } from '../../testing/echo-server.ts'
import { eventually } from '../../testing/eventually.ts'
import { type Exposition, parseExposition } from '../../testing/exposition.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let app: EchoServer
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
  app = await startEchoServer()
  app.answer((request, response) => response.writeHead(Number(request.url?.split('/').at(-1))).end())
})
afterAll(() => Promise.all([patchbay.stop(), app.stop()]))

async function online(name = newName()): Promise<Connection> {
  const client = { name, application: 'oauth2', clientId: 'c', clientSecret: 's' }
  const { id: iClientId } = await api.ok(createIClient, { body: client })
  const settings = { tokenUrl: `${app.origin}/token`, baseUrl: app.origin }
  const advanced = { concurrencyLevel: 4 }
  const body = { name, application: 'oauth2', authType: 'client-credentials', settings, iClientId, advanced }
  return (await authorizeAtOnce(api, await api.ok(createConnection, { body }))).connection
}

const through = ({ id }: Connection, status: number) =>
  api.send('GET', `/api/connections/${id}/proxy/${status}`)

async function scrape(): Promise<Exposition> {
  const { status, headers, text } = await api.send('GET', '/metrics')
  expect(status, text).toBe(200)
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(headers.get('cache-control')).toBe('no-store')
  return parseExposition(text)
}

describe('/metrics', () => {
  it('is valid, and names its own metrics by the rules', async () => {
    const connection = await online('A "quoted"\\ name')
    await through(connection, 200)
    const { families } = await scrape()
    expect(families.size).toBeGreaterThan(20)
    for (const [name, { type, help }] of families) {
      expect(help, name).not.toBe('')
      if (type === 'counter') expect(name).toMatch(/_total$/)
      else expect(name).not.toMatch(/_(total|count|sum|bucket)$/)
      expect(name, 'base units').not.toMatch(/_(ms|milliseconds|minutes|kb|kilobytes)(_|$)/)
    }
    for (const { labels } of families.get('patchbay_connection_info')?.samples ?? []) {
      if (labels['connection'] === connection.id) expect(labels['name']).toBe(connection.name)
    }
  })

  it('has what went through a connection', async () => {
    const connection = await online()
    for (const status of [200, 200, 404, 500]) await through(connection, status)
    await api.ok(getToken, { params: { id: connection.id } })
    const { value } = await scrape()
    const labels = { connection: connection.id }
    const requests = (outcome: string) =>
      value('patchbay_proxy_requests_total', { ...labels, application: 'oauth2', outcome })
    expect(['ok', 'client_error', 'server_error', 'failed', 'left'].map(requests)).toEqual([2, 1, 1, 0, 0])
    expect(value('patchbay_token_calls_total', labels)).toBe(1)
    expect(value('patchbay_refreshes_total', { ...labels, outcome: 'ok' })).toBe(0)
    expect(value('patchbay_pool_level', labels)).toBe(4)
    expect(value('patchbay_pool_in_flight', labels)).toBe(0)
    expect(value('patchbay_token_expires_at_seconds', labels)).toBeGreaterThan(Date.now() / 1000)
    expect(value('patchbay_connections', { status: 'online' })).toBeGreaterThan(0)
    const count = value('patchbay_proxy_request_duration_seconds_count', labels)
    expect(count).toBe(4)
    expect(value('patchbay_proxy_request_duration_seconds_bucket', { ...labels, le: '+Inf' })).toBe(count)
    expect(value('patchbay_proxy_request_duration_seconds_sum', labels)).toBeGreaterThan(0)
  })

  it('shows the pool as it is now, with those that wait', async () => {
    const connection = await online()
    const held: (() => void)[] = []
    app.answer((_request, response) => void held.push(() => response.end()))
    const answers = Array.from({ length: 6 }, () => through(connection, 200))
    const labels = { connection: connection.id }
    await eventually(async () => {
      const { value } = await scrape()
      expect(value('patchbay_pool_in_flight', labels)).toBe(4)
      expect(value('patchbay_pool_waiting', labels)).toBe(2)
    })
    app.answer((_request, response) => response.end())
    for (const release of held) release()
    await Promise.all(answers)
    await eventually(async () => expect((await scrape()).value('patchbay_pool_in_flight', labels)).toBe(0))
  })

  it('says nothing of connections that were not used, or are gone', async () => {
    const [unused, gone] = [await online(), await online()]
    await api.ok(getToken, { params: { id: gone.id } })
    expect((await scrape()).value('patchbay_token_calls_total', { connection: gone.id })).toBe(1)
    await api.ok(deleteConnection, { params: { id: gone.id } })
    const { families } = await scrape()
    const named = [...families.values()].flatMap(({ samples }) =>
      samples.map(({ labels }) => labels['connection']),
    )
    expect(named).not.toContain(gone.id)
    expect(named).not.toContain(unused.id)
  })

  it('has every metric that the dashboard asks for', async () => {
    const connection = await online()
    await newAgent(api)
    app.answer((_request, response) => response.end())
    await through(connection, 200)
    const { families, names } = await scrape()
    const path = new URL('../../../../../docs/grafana/patchbay.json', import.meta.url)
    const dashboard = JSON.parse(await readFile(path, 'utf8')) as {
      panels: { targets: { expr: string }[] }[]
      templating: { list: { definition?: string }[] }
    }
    const expressions = [
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
      ...dashboard.templating.list.map(({ definition = '' }) => definition),
    ]
    const asked = new Set(expressions.join(' ').match(/\b(patchbay|process|nodejs)_\w+/g))
    expect(asked.size).toBeGreaterThan(10)
    for (const name of asked) expect(names).toContain(name)
    const shown = [...families.keys()].filter((name) => name.startsWith('patchbay_'))
    for (const name of shown)
      expect(
        [...asked].some((each) => each.startsWith(name)),
        name,
      ).toBe(true)
  })
})

describe('who may see the metrics', () => {
  async function asKey(members: object): Promise<number> {
    const { key } = await api.ok(createApiKey, { body: { name: newName(), ...members } })
    const headers = { authorization: `Bearer ${key}` }
    return (await patchbay.visitor().send('GET', '/metrics', { headers })).status
  }

  it('a session, and a key that may read all connections', async () => {
    expect(await asKey({ permissions: ['read'] })).toBe(200)
    expect(await asKey({ permissions: ['token', 'proxy'] })).toBe(403)
    const { id } = await online()
    expect(await asKey({ permissions: ['read'], connectionIds: [id] })).toBe(403)
    expect(asRefusal(await patchbay.visitor().send('GET', '/metrics'))).toMatchObject({ status: 401 })
  })
})
