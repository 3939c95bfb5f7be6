import { once } from 'node:events'
import { text as readText } from 'node:stream/consumers'
import type { Connection } from '@patchbay/contracts/connection'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Proxying, rawRequest, startProxying } from '../../testing/proxying.ts'
import { connectTo, parseAnswer, type RawAnswer, rawExchange } from '../../testing/raw-exchange.ts'

let proxying: Proxying
let connection: Connection
beforeAll(async () => {
  proxying = await startProxying()
  connection = await proxying.online()
})
afterAll(() => proxying.stop())
beforeEach(() => {
  proxying.app.asked = 0
  proxying.app.answer()
})

/** Refused by Patchbay, in its own words, and the application has not heard of it. */
function expectRefused(answer: RawAnswer, ...statuses: number[]): void {
  expect(statuses, answer.body).toContain(answer.status)
  expect(answer.values('patchbay-error')).toEqual(['1'])
  expect(answer.values('content-type')[0]).toMatch(/^application\/problem\+json/)
  expect(proxying.app.asked).toBe(0)
}

describe('a path that would leave the base is refused:', () => {
  it.each([
    '/..',
    '/.',
    '/../secret',
    '/a/../../secret',
    '/a/..',
    '/./secret',
    '/%2e%2e/secret',
    '/%2E./secret',
    '/a/%2e%2e/%2e%2e/secret',
    '/..;/secret',
    '/..;a=b/secret',
    '/%2e%2e;/secret',
    '//elsewhere.example/',
    '///elsewhere.example/',
    '/a//b',
    '/%2felsewhere.example/',
    '/a%2f..%2fsecret',
    '/a%2Fb',
    '/a%5c..%5csecret',
    '/a%5Cb',
    '/a\\..\\secret',
    '/\\elsewhere.example/',
    '/%0d%0aHost:elsewhere.example',
    '/a%0Ab',
    '/a%00b',
    '/a#b',
    '/x?y#z',
    '/#/../../secret',
    '/%zz',
    '/%',
  ])('%s', async (rest) => {
    expectRefused(await proxying.raw(connection, { rest }), 400)
  })

  // What is no path below `/proxy/` is no call at all.
  it.each(['x', '.elsewhere.example/', '@elsewhere.example/', ':80@elsewhere.example/', '%2f..', ';a'])(
    '/proxy%s',
    async (rest) => {
      expectRefused(await proxying.raw(connection, { rest }), 400, 404)
    },
  )

  it.each(['/a\tb', '/a\u0000b', '/a b', '/a\rb', '/a\nX-Own: yes', '/a\u007fb', '/\u00c3\u00bc'])(
    '%j',
    async (rest) => {
      expectRefused(await proxying.raw(connection, { rest }), 400)
    },
  )

  it.each([
    (path: string) => `GET http://elsewhere.example${path} HTTP/1.1`,
    (path: string) => `GET http://elsewhere.example/${path} HTTP/1.1`,
    (path: string) => `GET //elsewhere.example${path} HTTP/1.1`,
    (path: string) => `GET elsewhere.example${path} HTTP/1.1`,
    (path: string) => `GET @elsewhere.example${path} HTTP/1.1`,
    () => 'OPTIONS * HTTP/1.1',
    () => 'CONNECT elsewhere.example:443 HTTP/1.1',
  ])('as a whole address (%#)', async (line) => {
    const first = line(`/api/connections/${connection.id}/proxy/secret`)
    const headers = `Host: x\r\nAuthorization: Bearer ${proxying.key}\r\nConnection: close\r\n\r\n`
    const answer = await rawExchange(proxying.patchbay.target, `${first}\r\n${headers}`)
    // Some are paths of the console, if anything.
    if (/^GET http:\/\/[^/]+\/api/.test(first)) expectRefused(answer, 400)
    expect(proxying.app.asked).toBe(0)
  })
})

describe('a path below the base arrives as it was sent:', () => {
  it.each([
    ['', ''],
    ['/', '/'],
    ['?a=1', '?a=1'],
    ['/Customer/', '/Customer/'],
    ['/Customer(1)/Items', '/Customer(1)/Items'],
    ['/a%20b?$top=1&x=%2F', '/a%20b?$top=1&x=%2F'],
    ['/a%252e%252e/b', '/a%252e%252e/b'],
    ['/%252e%252e%252fsecret', '/%252e%252e%252fsecret'],
    ['/.../a..b/.c', '/.../a..b/.c'],
    ['/a;v=1/b', '/a;v=1/b'],
    ['/a:80@elsewhere.example', '/a:80@elsewhere.example'],
    ['/http:/elsewhere.example', '/http:/elsewhere.example'],
    ['/x?..', '/x?..'],
    ['/x?next=//elsewhere.example/../..&y=%0d%0a', '/x?next=//elsewhere.example/../..&y=%0d%0a'],
    ['/x?a?b', '/x?a?b'],
    ['/%C3%BC', '/%C3%BC'],
  ])('%s', async (rest, expected) => {
    const { status, body } = await proxying.raw(connection, { rest })
    expect(status, body).toBe(200)
    expect((JSON.parse(body) as { url: string }).url).toBe(`/api/v1${expected}`)
  })

  it('whatever the case of what comes before it', async () => {
    const path = `/API/Connections/${connection.id}/Proxy/Customer`
    const head = `Host: x\r\nAuthorization: Bearer ${proxying.key}\r\nConnection: close\r\n\r\n`
    const { body } = await rawExchange(proxying.patchbay.target, `GET ${path} HTTP/1.1\r\n${head}`)
    expect((JSON.parse(body) as { url: string }).url).toBe('/api/v1/Customer')
  })
})

describe('what is not one request is refused:', () => {
  const chunked = '1\r\na\r\n0\r\n\r\n'
  it.each([
    ['a length beside chunks', ['Content-Length: 1', 'Transfer-Encoding: chunked'], chunked],
    ['chunks beside a length', ['Transfer-Encoding: chunked', 'Content-Length: 1'], chunked],
    ['two lengths', ['Content-Length: 1', 'Content-Length: 2'], 'ab'],
    ['the same length twice', ['Content-Length: 1', 'Content-Length: 1'], 'a'],
    ['a length that is none', ['Content-Length: +1'], 'a'],
    ['a length with another behind it', ['Content-Length: 1, 2'], 'ab'],
    ['chunks that are not the last coding', ['Transfer-Encoding: chunked, identity'], chunked],
    ['another spelling of chunks', ['Transfer-Encoding: xchunked'], chunked],
    ['a chunk without a size', ['Transfer-Encoding: chunked'], 'x\r\na\r\n0\r\n\r\n'],
    ['a name with a space behind it', ['X-Own : yes'], ''],
    ['a name with a space in it', ['X Own: yes'], ''],
    ['a line that goes on in the next', ['X-Own: yes', ' and: more'], ''],
    ['a line break in a value', ['X-Own: yes\nX-Other: yes'], ''],
    ['a NUL in a value', ['X-Own: a\u0000b'], ''],
    ['a line without a colon', ['nothing'], ''],
  ])('%s', async (_what, headers, body) => {
    const answer = await proxying.raw(connection, { method: 'POST', rest: '/x', headers, body })
    if (_what !== 'a chunk without a size') return expectRefused(answer, 400)
    // Its head was right, so that the application may have heard of it; it never hears its end.
    expect([0, 400]).toContain(answer.status)
    await expect.poll(() => proxying.app.inFlight, { timeout: 10_000 }).toBe(0)
  })

  it('headers of more than 16 KiB', async () => {
    const headers = Array.from({ length: 100 }, (_each, at) => `X-${at}: ${'x'.repeat(8192)}`)
    expectRefused(await proxying.raw(connection, { headers }), 431)
  })

  it('TRACE, whose answer would show the credentials', async () => {
    expectRefused(await proxying.raw(connection, { method: 'TRACE' }), 400)
  })

  it('a WebSocket', async () => {
    const headers = [
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Key: a',
      'Sec-WebSocket-Version: 13',
    ]
    const answer = proxying.raw(connection, { headers: [...headers, 'Connection: close'] })
    expectRefused(await answer, 400)
  })

  it('an expectation that nobody can meet', async () => {
    const { status } = await proxying.raw(connection, { headers: ['Expect: a-miracle'] })
    expect(status).toBe(417)
    expect(proxying.app.asked).toBe(0)
  })

  it('what follows a request that is being answered, whose answer is cut', async () => {
    proxying.app.answer((_request, response) => response.write('some'))
    const socket = connectTo(proxying.patchbay.target)
    socket.write(rawRequest(connection.id, proxying.key, { headers: ['Connection: keep-alive'] }))
    const [first] = (await once(socket, 'data')) as [Buffer]
    expect(parseAnswer(first.toString()).status).toBe(200)
    socket.write('GARBAGE\r\n\r\n')
    expect(await readText(socket)).not.toContain('HTTP/1.1')
    await expect.poll(() => proxying.app.inFlight, { timeout: 10_000 }).toBe(0)
  })
})
