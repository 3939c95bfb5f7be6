import { gzipSync } from 'node:zlib'
import type { Connection } from '@patchbay/contracts/connection'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Proxying, type RawRequest, startProxying } from '../../testing/proxying.ts'

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

interface Echo {
  readonly method: string
  readonly rawHeaders: readonly string[]
  readonly body: string
}

/** What the application gets of a request. */
async function seen(request: RawRequest): Promise<Echo> {
  const { status, body } = await proxying.raw(connection, request)
  expect(status, body).toBe(200)
  expect(body).not.toContain(proxying.key)
  return JSON.parse(Buffer.from(body, 'latin1').toString()) as Echo
}

/** The headers that arrive of those sent, but for what every request has. */
async function arriving(...headers: string[]): Promise<string[]> {
  const { rawHeaders } = await seen({ headers })
  const lines = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []))
  expect(lines.filter((line) => /^authorization: /i.test(line))).toHaveLength(1)
  expect(lines.at(-1)).toMatch(/^authorization: Bearer token-\d+$/)
  return lines.filter((line) => !/^(host|connection|authorization): /.test(line))
}

describe('headers of a request', () => {
  it.each([
    [['X-Own: yes', 'Accept: */*', 'User-Agent: program/1']],
    [['X-Own: 1', 'x-own: 2', 'X-Own: 1']],
    [['Accept-Encoding: gzip, br', 'Range: bytes=0-9', 'If-None-Match: "a"']],
    [['X-Empty: ', 'X-Latin: J\u00fcrgen', 'X-Utf: \u00c3\u00bc']],
    [['Content-Type: text/plain', 'Content-Type: text/html']],
  ])('arrive as they were sent: %j', async (headers) => {
    expect(await arriving(...headers)).toEqual(headers)
  })

  it.each([
    [['Cookie: patchbay_session=1', 'Cookie: b=2']],
    [['Origin: https://a.example', 'Referer: https://a.example/secret', 'Sec-Fetch-Site: none']],
    [['Patchbay-Request-Id: 1', 'Patchbay-Error: 1']],
    [['X-Forwarded-For: 10.0.0.1', 'X-Forwarded-Host: a.example', 'Forwarded: for=10.0.0.1']],
    [['DPoP: proof']],
    [
      [
        'Keep-Alive: timeout=5',
        'TE: trailers',
        'Trailer: X-T',
        'Proxy-Authorization: Basic eA==',
        'Proxy-Connection: a',
      ],
    ],
    [['Connection: close, X-Own', 'X-Own: 1', 'X-OWN: 2']],
    [['Connection: close', 'Connection: X-Own , X-Other', 'X-Own: 1', 'x-other: 2']],
    [['Connection: close, Authorization, Host, Content-Length']],
    [['Connection: close, Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABk']],
    [['Expect: 100-continue']],
  ])('that are not for the application stay here: %j', async (headers) => {
    expect(await arriving(...headers)).toEqual([])
  })

  it('do not say another key than the connection’s', async () => {
    const { patchbay, key } = proxying
    const url = `${patchbay.target}/api/connections/${connection.id}/proxy/x`
    const headers = { authorization: `bearer ${key}`, 'x-api-key': 'own' }
    const { rawHeaders } = (await (await fetch(url, { headers })).json()) as Echo
    expect(rawHeaders.join('\n')).not.toContain(key)
    expect(rawHeaders).toContain('own')
  })
})

describe('a request', () => {
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'PROPFIND', 'REPORT', 'PURGE'])(
    'may be a %s, with a body',
    async (method) => {
      expect(await seen({ method, headers: ['Content-Length: 4'], body: 'body' })).toMatchObject({
        method,
        body: 'body',
      })
      const headers = ['Transfer-Encoding: chunked']
      expect(await seen({ method, headers, body: '4\r\nbody\r\n0\r\n\r\n' })).toMatchObject({ body: 'body' })
      expect(await seen({ method })).toMatchObject({ method, body: '' })
    },
  )

  it('has no trailers on the way', async () => {
    const body = '4\r\nbody\r\n0\r\nX-T: secret\r\n\r\n'
    const arrived = await seen({
      method: 'POST',
      headers: ['Transfer-Encoding: chunked', 'Trailer: X-T'],
      body,
    })
    expect(arrived.body).toBe('body')
    expect(JSON.stringify(arrived)).not.toContain('secret')
  })

  it('may wait for the word to go on', async () => {
    const headers = ['Expect: 100-continue', 'Content-Length: 4']
    expect(await seen({ method: 'POST', headers, body: 'body' })).toMatchObject({ body: 'body' })
  })

  it('may be of HTTP/1.0', async () => {
    proxying.app.answer((_request, response) => response.write('some', () => response.end('more')))
    const answer = await proxying.raw(connection, { version: '1.0' })
    expect(answer).toMatchObject({ status: 200, body: 'somemore' })
    expect(answer.values('transfer-encoding')).toEqual([])
  })
})

/** The application answers with these bytes (latin1), and ends the connection. */
function answering(...lines: string[]): void {
  proxying.app.answer((request) => request.socket.end(lines.join('\r\n'), 'latin1'))
}

describe('an answer', () => {
  it('passes as it is, but for what is ours or would act on this origin', async () => {
    answering(
      'HTTP/1.1 302 Found',
      'Location: https://elsewhere.example/?a=b',
      'Set-Cookie: a=b',
      'Set-Cookie: c=d',
      'Clear-Site-Data: "*"',
      'Content-Security-Policy: default-src *',
      'X-Content-Type-Options: none',
      'Patchbay-Error: 1',
      'Patchbay-Request-Id: theirs',
      'Connection: close, X-Hop',
      'X-Hop: 1',
      'Link: <a>',
      'Link: <b>',
      'WWW-Authenticate: Bearer',
      'Cache-Control: max-age=60',
      'X-Name: J\u00fcrgen \u00c3\u00bc',
      'Content-Length: 5',
      '',
      'moved',
    )
    const answer = await proxying.raw(connection)
    expect(answer).toMatchObject({ status: 302, body: 'moved' })
    expect(proxying.app.asked).toBe(1)
    const expected = {
      location: ['https://elsewhere.example/?a=b'],
      'set-cookie': [],
      'clear-site-data': [],
      'content-security-policy': ["sandbox; default-src 'none'; frame-ancestors 'none'"],
      'x-content-type-options': ['nosniff'],
      'patchbay-error': [],
      'patchbay-request-id': [expect.stringMatching(/^[\da-f-]{36}$/)],
      'x-hop': [],
      link: ['<a>', '<b>'],
      'www-authenticate': ['Bearer'],
      'cache-control': ['max-age=60'],
      'x-name': ['J\u00fcrgen \u00c3\u00bc'],
      'content-length': ['5'],
    }
    for (const [name, values] of Object.entries(expected)) expect(answer.values(name), name).toEqual(values)
  })

  it('keeps its encoding', async () => {
    const packed = gzipSync('unpacked')
    proxying.app.answer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length }).end(packed)
    })
    const answer = await proxying.raw(connection, { headers: ['Accept-Encoding: gzip'] })
    expect(answer.values('content-encoding')).toEqual(['gzip'])
    expect(answer.body).toBe(packed.toString('latin1'))
  })

  it.each([
    ['GET', 206, ['Content-Range: bytes 0-3/10', 'Content-Length: 4'], 'part'],
    ['GET', 204, [], ''],
    ['GET', 304, ['ETag: "a"', 'Content-Length: 10'], ''],
    ['HEAD', 200, ['Content-Length: 10'], ''],
    ['GET', 404, ['Content-Length: 4'], 'none'],
    ['GET', 500, ['Content-Length: 4', 'Content-Type: application/problem+json'], 'odd!'],
    ['GET', 200, ['Content-Length: 0'], ''],
    ['GET', 999, ['Content-Length: 4'], 'odd!'],
  ])('to %s of %i %j is told as it is', async (method, status, headers, body) => {
    answering(`HTTP/1.1 ${status} Any`, ...headers, 'Connection: close', '', body)
    const answer = await proxying.raw(connection, { method })
    expect(answer).toMatchObject({ status, body })
    expect(answer.values('patchbay-error')).toEqual([])
    for (const line of headers) {
      const [name = '', value] = line.split(': ')
      expect(answer.values(name.toLowerCase()), line).toEqual([value])
    }
  })

  it.each([
    ['in chunks', ['Transfer-Encoding: chunked', 'Trailer: X-T', '', '4\r\nbody\r\n0\r\nX-T: 1\r\n\r\n']],
    ['as long as the connection', ['', 'body']],
  ])('whose body is framed %s is whole', async (_what, lines) => {
    answering('HTTP/1.1 200 OK', 'Connection: close', ...lines)
    const answer = await proxying.raw(connection)
    expect(answer).toMatchObject({ status: 200, body: 'body' })
    expect(answer.values('x-t')).toEqual([])
  })

  it.each([102, 103])('behind an interim one (%i) is the answer', async (interim) => {
    const early = `HTTP/1.1 ${interim} Early\r\nLink: </a>; rel=preload\r\n\r\n`
    answering(`${early}HTTP/1.1 200 OK`, 'Connection: close', 'Content-Length: 4', '', 'body')
    const answer = await proxying.raw(connection)
    expect(answer).toMatchObject({ status: 200, body: 'body' })
    expect(answer.values('link')).toEqual([])
  })
})

describe('what is no answer is told as a problem of Patchbay:', () => {
  const many = Array.from({ length: 100 }, (_each, at) => `X-${at}: ${'x'.repeat(8192)}`)
  it.each([
    [
      '100 headers of 8 KiB',
      ['HTTP/1.1 200 OK', ...many, '', ''],
      502,
      'application_failed',
      /headers .*16 KiB/,
    ],
    [
      'a control character',
      ['HTTP/1.1 200 OK', 'X: a\u0001b', '', ''],
      502,
      'application_failed',
      /not valid HTTP/,
    ],
    ['garbage', ['SECRET is not HTTP', '', ''], 502, 'application_failed', /not valid HTTP/],
    [
      'another protocol',
      ['HTTP/1.1 101 Switching Protocols', 'Upgrade: x', 'Connection: upgrade', '', ''],
      502,
      null,
      /./,
    ],
    ['nothing', [''], 502, 'application_unreachable', /ended the connection/],
    ['half a head', ['HTTP/1.1 200 OK', 'X-Own: a'], 502, 'application_unreachable', /ended the connection/],
    [
      'a length beside chunks',
      ['HTTP/1.1 200 OK', 'Content-Length: 1', 'Transfer-Encoding: chunked', '', ''],
      502,
      null,
      /./,
    ],
    ['two lengths', ['HTTP/1.1 200 OK', 'Content-Length: 1', 'Content-Length: 2', '', 'ab'], 502, null, /./],
  ] as const)('%s', async (_what, lines, status, code, detail) => {
    answering(...lines)
    const answer = await proxying.raw(connection)
    expect(answer.status, answer.body).toBe(status)
    expect(answer.values('patchbay-error')).toEqual(['1'])
    expect(answer.values('patchbay-request-id')).toHaveLength(1)
    const problem = JSON.parse(answer.body) as { readonly type: string; readonly detail: string }
    if (code !== null) expect(problem.type).toBe(`urn:patchbay:problem:${code}`)
    expect(problem.detail).toMatch(detail)
    expect(answer.body).not.toContain('SECRET')
    // And Patchbay lives on.
    proxying.app.answer((_request, response) => response.end('ok'))
    expect((await proxying.raw(connection)).body).toBe('ok')
  })
})
