import { createHash, randomBytes } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { Readable } from 'node:stream'
import { text as readText } from 'node:stream/consumers'
import { createApiKey } from '@patchbay/contracts/api-keys'
import type { Connection } from '@patchbay/contracts/connection'
import { createConnection } from '@patchbay/contracts/connections'
import { createIClient } from '@patchbay/contracts/iclients'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAtOnce, newName } from '../../testing/connecting.ts'
import { type EchoServer, startEchoServer } from '../../testing/echo-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let app: EchoServer
let key: string
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
  app = await startEchoServer()
  const body = { name: newName(), permissions: ['proxy'] }
  ;({ key } = await api.ok(createApiKey, { body }))
})
afterAll(() => Promise.all([patchbay.stop(), app.stop()]))

async function online(advanced: object = {}): Promise<Connection> {
  const name = newName()
  const client = { name, application: 'oauth2', clientId: 'c', clientSecret: 's' }
  const { id: iClientId } = await api.ok(createIClient, { body: client })
  const settings = { tokenUrl: `${app.origin}/token`, baseUrl: `${app.origin}/api/v1` }
  const body = { name, application: 'oauth2', authType: 'client-credentials', settings, iClientId, advanced }
  const { connection } = await authorizeAtOnce(api, await api.ok(createConnection, { body }))
  expect(connection.status).toBe('online')
  return connection
}

function through({ id }: Pick<Connection, 'id'>, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, ...(init.headers as Record<string, string>) }
  return fetch(`${patchbay.target}/api/connections/${id}/proxy${path}`, {
    redirect: 'manual',
    ...init,
    headers,
  })
}

/** Without the tidying that fetch does to a path. */
function raw(path: string): Promise<{ status: number; text: string; own: string | undefined }> {
  const { hostname, port } = new URL(patchbay.target)
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}` }
    const request = httpRequest({ hostname, port, path, headers }, (response) => {
      const own = response.headers['patchbay-error'] as string | undefined
      void readText(response).then((text) => resolve({ status: response.statusCode ?? 0, text, own }))
    })
    request.on('error', reject).end()
  })
}

interface Echo {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
}

describe('a request through a connection', () => {
  it('arrives as it was sent, with the connection’s token and nothing of ours', async () => {
    const connection = await online()
    const response = await through(connection, '/Customer/a%20b?$top=1&x=%2F', {
      method: 'PUT',
      body: '{"a":1}',
      headers: {
        'content-type': 'application/json',
        cookie: 'patchbay=1',
        'x-own': 'yes',
        origin: patchbay.url,
      },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('patchbay-request-id')).toMatch(/\S/)
    expect(response.headers.get('patchbay-error')).toBeNull()
    const seen = (await response.json()) as Echo
    expect(seen).toMatchObject({ method: 'PUT', url: '/api/v1/Customer/a%20b?$top=1&x=%2F', body: '{"a":1}' })
    expect(seen.headers).toMatchObject({
      'x-own': 'yes',
      'content-type': 'application/json',
      'content-length': '7',
    })
    expect(seen.headers['authorization']).toMatch(/^Bearer token-\d+$/)
    for (const name of ['cookie', 'origin']) expect(seen.headers).not.toHaveProperty(name)
    expect(JSON.stringify(seen)).not.toContain(key)
  })

  it('is answered as the application answers, but for what would act on this origin', async () => {
    const connection = await online()
    app.answer((_request, response) => {
      response.writeHead(302, { location: 'https://elsewhere.example/', 'set-cookie': 'a=b', 'x-app': '1' })
      response.end('moved')
    })
    const response = await through(connection, '/moved')
    expect(response.status).toBe(302)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      location: 'https://elsewhere.example/',
      'x-app': '1',
      'content-security-policy': "sandbox; default-src 'none'",
    })
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(await response.text()).toBe('moved')
  })

  it.each([
    '/../secret',
    '/a/../../secret',
    '/%2e%2e/secret',
    '/..;/secret',
    '//elsewhere.example/',
    '/a//b',
    '/a%2f..%2fsecret',
    '/a%5c..%5csecret',
    '/a\\b',
    '/%0d%0aHost:x',
    '@elsewhere.example/',
    '.elsewhere.example/',
  ])('does not leave the base by %s', async (path) => {
    const { id } = await online()
    let isAsked = false
    app.answer((_request, response) => {
      isAsked = true
      response.end()
    })
    const { status, own, text } = await raw(`/api/connections/${id}/proxy${path}`)
    expect(status, text).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    if (status !== 404) expect(own).toBe('1')
    expect(isAsked).toBe(false)
  })

  it('that Patchbay itself cannot serve says so in its own words', async () => {
    const response = await through({ id: 'conn_x' }, '/')
    expect(response.status).toBe(404)
    expect(response.headers.get('patchbay-error')).toBe('1')
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    const anonymous = await fetch(`${patchbay.target}/api/connections/conn_x/proxy/`)
    expect(anonymous.status).toBe(401)
  })

  it('is taken from a session too, but from no page of another site', async () => {
    const { id } = await online()
    app.answer((_request, response) => response.end('ok'))
    const bySession = (headers: Record<string, string>, method = 'GET') =>
      api.send(method, `/api/connections/${id}/proxy/x`, { headers })
    expect((await bySession({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect((await bySession({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await bySession({ origin: 'https://evil.example' }, 'POST')).status).toBe(403)
  })

  it('is sent once more with a new token where the application refuses the old one', async () => {
    const connection = await online()
    const seen: string[] = []
    app.answer((request, response) => {
      seen.push(request.headers.authorization ?? '')
      response.writeHead(seen.length === 1 ? 401 : 200).end('ok')
    })
    expect((await through(connection, '/')).status).toBe(200)
    expect(new Set(seen).size).toBe(2)
    const bodies: string[] = []
    app.answer((_request, response) => {
      bodies.push('asked')
      response.writeHead(401).end()
    })
    expect((await through(connection, '/', { method: 'POST', body: 'once' })).status).toBe(401)
    expect(bodies).toHaveLength(1)
  })

  it('waits as long as the application asks for, where it may be repeated', async () => {
    const connection = await online()
    let asked = 0
    app.answer((_request, response) => {
      asked += 1
      response.writeHead(asked === 1 ? 429 : 200, { 'retry-after': '1' }).end()
    })
    const startedAt = performance.now()
    expect((await through(connection, '/')).status).toBe(200)
    expect(performance.now() - startedAt).toBeGreaterThan(900)
    app.answer((_request, response) => response.writeHead(503, { 'retry-after': '3600' }).end())
    expect((await through(connection, '/')).status).toBe(503)
    asked = 0
    app.answer((_request, response) => {
      asked += 1
      response.writeHead(429, { 'retry-after': '1' }).end()
    })
    expect((await through(connection, '/', { method: 'POST', body: 'x' })).status).toBe(429)
    expect(asked).toBe(1)
  })
})

describe('bodies', () => {
  it('stream both ways, unread', async () => {
    const connection = await online()
    const size = 64 * 1024 * 1024
    const piece = randomBytes(1024 * 1024)
    const digest = createHash('sha256')
    for (let sent = 0; sent < size; sent += piece.length) digest.update(piece)
    const expected = digest.digest('hex')
    app.answer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      request.pipe(response)
    })
    function* pieces() {
      for (let sent = 0; sent < size; sent += piece.length) yield piece
    }
    const body = Readable.toWeb(Readable.from(pieces()))
    const response = await through(connection, '/echo', { method: 'POST', body, duplex: 'half' } as object)
    const hash = createHash('sha256')
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) hash.update(chunk)
    expect(hash.digest('hex')).toBe(expected)
  })
})

describe('the concurrency level', () => {
  it('holds for a connection and for those that borrow from it, and all are served', async () => {
    const lender = await online({ concurrencyLevel: 3 })
    const borrower = await online({ borrowConcurrencyFrom: lender.id })
    app.most = 0
    app.answer((_request, response) => setTimeout(() => response.end('ok'), 20))
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_each, at) => through(at % 2 === 0 ? lender : borrower, `/${at}`)),
    )
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(app.most).toBe(3)
  })

  it('gets a place back from a caller that leaves', async () => {
    const connection = await online({ concurrencyLevel: 1 })
    app.answer(() => undefined)
    const leaving = new AbortController()
    const hanging = through(connection, '/hangs', { signal: leaving.signal }).catch(() => null)
    await vi.waitFor(() => expect(app.inFlight).toBe(1))
    leaving.abort()
    await hanging
    app.answer((_request, response) => response.end('ok'))
    expect((await through(connection, '/next')).status).toBe(200)
  })
})
