import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import type { Connection } from '@patchbay/contracts/connection'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Proxying, rawRequest, startProxying } from '../../testing/proxying.ts'
import { retryAfterMs } from './retry-after.ts'

const patience = { timeout: 10_000 }

let proxying: Proxying
let connection: Connection
beforeAll(async () => {
  proxying = await startProxying()
  connection = await proxying.online()
})
afterAll(() => proxying.stop())

let seen: { readonly token: string; readonly body: string }[]
beforeEach(() => {
  seen = []
})

async function note(request: IncomingMessage): Promise<number> {
  const body = await readText(request)
  return seen.push({ token: request.headers.authorization ?? '', body })
}

/** The application answers so to the first requests, and `200` to those after. */
function refuse(times: number, status: number, headers: Record<string, string> = {}): void {
  proxying.app.answer(async (request, response) => {
    if ((await note(request)) <= times) response.writeHead(status, headers).end('refused')
    else response.end('ok')
  })
}

const through = (init: RequestInit = {}) => proxying.through(connection, '/x', init)
const tokens = () => new Set(seen.map(({ token }) => token)).size
const small = 'x'.repeat(64 * 1024)

describe('after a 401', () => {
  it.each([
    ['GET', undefined],
    ['POST', '{"a":1}'],
    ['PATCH', small],
  ])('%s is sent once more with a new token, whole', async (method, body) => {
    refuse(1, 401)
    const response = await through({ method, ...(body === undefined ? {} : { body }) })
    expect(response.status).toBe(200)
    expect(seen.map((each) => each.body)).toEqual([body ?? '', body ?? ''])
    expect(tokens()).toBe(2)
  })

  it('there is one refresh and no third try', async () => {
    refuse(9, 401)
    const before = proxying.app.tokens()
    const response = await through()
    expect(response.status).toBe(401)
    expect(await response.text()).toBe('refused')
    expect(response.headers.get('patchbay-error')).toBeNull()
    expect(seen).toHaveLength(2)
    expect(proxying.app.tokens()).toBe(before + 1)
  })

  it.each([
    ['is larger than what is kept', { body: `${small}x` }],
    ['has no known length', { body: new Blob([small]).stream(), duplex: 'half' }],
  ])('a request whose body %s has its answer', async (_what, init) => {
    refuse(1, 401)
    expect((await through({ method: 'POST', ...init } as RequestInit)).status).toBe(401)
    expect(seen).toHaveLength(1)
  })

  it('that came before the body was there, the whole body is sent', async () => {
    proxying.app.answer(async (request, response) => {
      if (seen.push({ token: request.headers.authorization ?? '', body: '' }) === 1) {
        return response.writeHead(401).end()
      }
      return response.end(await readText(request))
    })
    const { hostname, port } = new URL(proxying.patchbay.target)
    const socket = connect(Number(port), hostname)
    const headers = ['Content-Length: 6']
    const bytes = rawRequest(connection.id, proxying.key, {
      method: 'POST',
      rest: '/x',
      headers,
      body: 'abc',
    })
    socket.write(bytes)
    await vi.waitFor(() => expect(seen).toHaveLength(2), patience)
    socket.write('def')
    expect(await readText(socket)).toMatch(/^HTTP\/1\.1 200 [^]*abcdef/)
  })

  it('of a connection that cannot be renewed any more, the reason is told', async () => {
    const other = await proxying.online()
    refuse(1, 401)
    proxying.app.refuseTokens('invalid_client')
    const response = await proxying.through(other, '/x').finally(() => proxying.app.refuseTokens(null))
    expect(response.status).toBe(409)
    expect(response.headers.get('patchbay-error')).toBe('1')
  })
})

describe('the time that an application asks for', () => {
  it.each([
    ['GET', 429],
    ['PUT', 503],
    ['DELETE', 429],
  ])('is waited, and %s sent again', async (method, status) => {
    refuse(2, status, { 'retry-after': '0' })
    const body = method === 'PUT' ? { body: 'whole' } : {}
    expect((await through({ method, ...body })).status).toBe(200)
    expect(seen).toHaveLength(3)
    if (method === 'PUT') expect(seen.map((each) => each.body)).toEqual(['whole', 'whole', 'whole'])
  })

  it('is not waited again and again', async () => {
    refuse(99, 429, { 'retry-after': '0' })
    expect((await through()).status).toBe(429)
    expect(seen).toHaveLength(6)
  })

  it('is really waited', async () => {
    refuse(1, 429, { 'retry-after': '1' })
    const startedAt = performance.now()
    expect((await through()).status).toBe(200)
    expect(performance.now() - startedAt).toBeGreaterThan(900)
  })

  it.each([
    ['is too long', 'GET', 503, { 'retry-after': '31' }, {}],
    ['is not told', 'GET', 429, {}, {}],
    ['is of another answer', 'GET', 500, { 'retry-after': '0' }, {}],
    ['is of a request that may not be repeated', 'POST', 429, { 'retry-after': '0' }, { body: 'x' }],
    ['is of a body that is gone', 'PUT', 503, { 'retry-after': '0' }, { body: `${small}x` }],
  ] as const)('passes on where it %s', async (_what, method, status, headers, body) => {
    refuse(9, status, headers)
    const response = await through({ method, ...body })
    expect(response.status).toBe(status)
    expect(response.headers.get('retry-after')).toBe('retry-after' in headers ? headers['retry-after'] : null)
    expect(await response.text()).toBe('refused')
    expect(seen).toHaveLength(1)
  })

  const inTenSeconds = new Date(Date.now() + 10_000).toUTCString()
  it.each([
    ['5', 5000],
    ['30', 30_000],
    ['31', null],
    ['-1', null],
    ['1.5', null],
    ['soon', null],
    ['', null],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
  ])('is read from %j', (value, expected) => {
    expect(retryAfterMs({ status: 429, headers: ['Retry-After', value] })).toBe(expected)
  })

  it('is read from a date to come', () => {
    const ms = retryAfterMs({ status: 503, headers: ['x', 'y', 'retry-after', inTenSeconds] })
    expect(ms).toBeGreaterThan(1000)
    expect(ms).toBeLessThanOrEqual(10_000)
  })
})
