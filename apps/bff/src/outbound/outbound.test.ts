import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { parseAllowList } from './address-rules.ts'
import type { Resolve } from './connector.ts'
import { createOutbound, type Outbound } from './outbound.ts'
import { selfSignedCertificate } from './self-signed.fixture.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()))
})

async function listen(server: Server, address = '127.0.0.1'): Promise<number> {
  const sockets = new Set<{ destroy(): unknown }>()
  server.on('connection', (socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}

function outboundTo(allowed: string[], resolve?: Resolve): Outbound {
  const outbound = createOutbound({ allow: parseAllowList(allowed), resolve })
  cleanups.push(() => outbound.close())
  return outbound
}

async function serve(listener: RequestListener): Promise<{ origin: string; outbound: Outbound }> {
  const port = await listen(createServer(listener))
  return { origin: `http://127.0.0.1:${port}`, outbound: outboundTo([`127.0.0.1:${port}`]) }
}

describe('answers', () => {
  it('are handed back with status, headers and text, by the platform class', async () => {
    const { origin, outbound } = await serve((request, response) => {
      response.writeHead(201, { 'Content-Type': 'application/json', 'Set-Cookie': ['a=1', 'b=2'] })
      request.pipe(response)
    })
    const body = new URLSearchParams({ grant_type: 'refresh_token' })
    const response = await outbound.fetch(`${origin}/token`, { method: 'POST', body })
    expect(response).toBeInstanceOf(Response)
    expect(response.status).toBe(201)
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(await response.text()).toBe('grant_type=refresh_token')
  })

  it.each([204, 304])('with status %i have no body', async (status) => {
    const { origin, outbound } = await serve((_, response) => response.writeHead(status).end())
    expect(await (await outbound.fetch(origin)).text()).toBe('')
  })

  it('that redirect are not followed', async () => {
    const paths: (string | undefined)[] = []
    const { origin, outbound } = await serve((request, response) => {
      paths.push(request.url)
      response.writeHead(307, { Location: '/elsewhere' }).end()
    })
    const response = await outbound.fetch(`${origin}/token`)
    expect([response.status, response.headers.get('location')]).toEqual([307, '/elsewhere'])
    expect(paths).toEqual(['/token'])
  })

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('in %s are unpacked', async (encoding, compress) => {
    const { origin, outbound } = await serve((_, response) => {
      response.writeHead(200, { 'Content-Encoding': encoding }).end(compress('plain'))
    })
    const response = await outbound.fetch(origin)
    expect(await response.text()).toBe('plain')
    expect(response.headers.has('content-encoding')).toBe(false)
  })
})

describe('limits', () => {
  it('holds for an answer that never begins', async () => {
    const { origin, outbound } = await serve(() => {})
    await expect(outbound.fetch(origin, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'timeout' })
  })

  it('holds for a body that drips', async () => {
    const { origin, outbound } = await serve((_, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('x'), 10)
      response.on('close', () => clearInterval(drip))
    })
    await expect(outbound.fetch(origin, { timeoutMs: 150 })).rejects.toMatchObject({ code: 'timeout' })
  })

  it('holds for a name that is never resolved', async () => {
    const outbound = outboundTo([], () => new Promise(() => {}))
    const request = outbound.fetch('https://slow.example/', { timeoutMs: 100 })
    await expect(request).rejects.toMatchObject({ code: 'timeout' })
  })

  it('takes 1 MiB and refuses 2 MiB, with and without an announced length', async () => {
    const { origin, outbound } = await serve((request, response) => {
      const body = Buffer.alloc(request.url === '/small' ? 2 ** 20 : 2 ** 21, 'x')
      if (request.url === '/announced') response.setHeader('Content-Length', body.length)
      response.write(body.subarray(0, 10))
      response.end(body.subarray(10))
    })
    expect((await (await outbound.fetch(`${origin}/small`)).arrayBuffer()).byteLength).toBe(2 ** 20)
    await expect(outbound.fetch(`${origin}/large`)).rejects.toMatchObject({ code: 'too_large' })
    await expect(outbound.fetch(`${origin}/announced`)).rejects.toMatchObject({ code: 'too_large' })
  })

  it('ends the connection of a body without end', async () => {
    const closed = Promise.withResolvers<void>()
    const { origin, outbound } = await serve((_, response) => {
      const push = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
      }
      response.on('drain', push).on('close', closed.resolve)
      push()
    })
    await expect(outbound.fetch(origin)).rejects.toMatchObject({ code: 'too_large' })
    await closed.promise
  })

  it('counts what comes out of a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(2 ** 26))
    expect(bomb.length).toBeLessThan(2 ** 17)
    const { origin, outbound } = await serve((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb)
    })
    await expect(outbound.fetch(origin)).rejects.toMatchObject({ code: 'too_large' })
  })
})

describe('failures', () => {
  const secrets = 'code=SECRET1'
  const init = { method: 'POST', headers: { authorization: 'Basic SECRET2' }, body: 'SECRET3' }

  async function failureOf(url: string, outbound: Outbound) {
    const error: unknown = await outbound.fetch(url, init).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'OutboundError' })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('SECRET')
    return error
  }

  it('tells a reset connection', async () => {
    const { origin, outbound } = await serve((request) => request.socket.resetAndDestroy())
    expect(await failureOf(`${origin}/?${secrets}`, outbound)).toMatchObject({ code: 'unreachable' })
  })

  it('tells a connection that ends in the middle of the body', async () => {
    const { origin, outbound } = await serve((_, response) => {
      response.writeHead(200, { 'Content-Length': 100 }).write('SECRET', () => response.destroy())
    })
    expect(await failureOf(`${origin}/?${secrets}`, outbound)).toMatchObject({ code: 'unreachable' })
  })

  it('tells a closed port', async () => {
    const server = createTcpServer()
    const port = await listen(server)
    await new Promise((resolve) => server.close(resolve))
    const error = await failureOf(`http://127.0.0.1:${port}/?${secrets}`, outboundTo(['127.0.0.1']))
    expect(error).toMatchObject({ code: 'unreachable', reason: 'ECONNREFUSED', host: `127.0.0.1:${port}` })
  })

  it.each([
    ['garbage', 'bad_response', 'SECRET is not HTTP\r\n\r\n'],
    ['headers of 30 KB', 'too_large', `HTTP/1.1 200 OK\r\nX: ${'SECRET'.repeat(5_000)}\r\n\r\n`],
    ['an impossible status', 'bad_response', 'HTTP/1.1 999 SECRET\r\nContent-Length: 0\r\n\r\n'],
  ])('tells an answer that is not valid HTTP: %s', async (_, code, answer) => {
    const port = await listen(createTcpServer((socket) => socket.on('error', () => {}).end(answer)))
    const error = await failureOf(`http://127.0.0.1:${port}/?${secrets}`, outboundTo(['127.0.0.1']))
    expect(error).toMatchObject({ code })
  })

  it('tells a body that is not what its encoding says', async () => {
    const { origin, outbound } = await serve((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('SECRET')
    })
    expect(await failureOf(`${origin}/?${secrets}`, outbound)).toMatchObject({ code: 'bad_response' })
  })

  it('tells a name that does not exist', async () => {
    const missing = Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' })
    const error = await failureOf(
      `https://nowhere.example/?${secrets}`,
      outboundTo([], () => Promise.reject(missing)),
    )
    expect(error).toMatchObject({ code: 'dns', reason: 'ENOTFOUND' })
    expect(
      await failureOf(
        'https://nowhere.example/',
        outboundTo([], async () => []),
      ),
    ).toMatchObject({ code: 'dns' })
  })

  it('refuses a certificate that nobody vouches for', async () => {
    const port = await listen(
      createTlsServer(selfSignedCertificate(), (_, response) => response.end('SECRET')),
    )
    const error = await failureOf(`https://localhost:${port}/?${secrets}`, outboundTo(['localhost']))
    expect(error).toMatchObject({ code: 'tls', reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  })

  it('tells a server that does not speak TLS', async () => {
    const { origin, outbound } = await serve((_, response) => response.end())
    expect(await failureOf(`${origin.replace('http', 'https')}/?${secrets}`, outbound)).toMatchObject({
      code: 'tls',
    })
  })

  it('tells a request that HTTP does not allow', async () => {
    const headers = { authorization: 'Bearer SECRET\r\nx: y' }
    const request = outboundTo([]).fetch('https://isv.lexbizz.app', { headers })
    await expect(request).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.not.stringContaining('SECRET'),
    })
    await expect(outboundTo([]).fetch('nonsense SECRET')).rejects.toMatchObject({ code: 'bad_request' })
  })

  it('tells when the caller called it off, and when it was closed', async () => {
    const { origin, outbound } = await serve(() => {})
    const signal = AbortSignal.abort()
    await expect(outbound.fetch(origin, { signal })).rejects.toMatchObject({ code: 'aborted' })
    const underWay = outbound.fetch(origin)
    const outcome = expect(underWay).rejects.toMatchObject({ code: 'closed' })
    await sleep(20)
    await outbound.close()
    await outcome
    await expect(outbound.fetch(origin)).rejects.toMatchObject({ code: 'closed' })
  })
})

describe('addresses', () => {
  it.each([
    ['http://127.0.0.1/', 'private_address'],
    ['https://169.254.169.254/latest/meta-data', 'private_address'],
    ['https://[::ffff:10.0.0.1]/', 'private_address'],
    ['http://isv.lexbizz.app/', 'not_https'],
    ['https://user:SECRET@isv.lexbizz.app/', 'credentials'],
    ['ftp://isv.lexbizz.app/', 'unsupported_scheme'],
  ])('%s is refused: %s', async (url, reason) => {
    await expect(outboundTo([], leadsTo()).fetch(url)).rejects.toMatchObject({
      code: 'address_refused',
      reason,
      message: expect.not.stringContaining('SECRET'),
    })
  })

  it('are refused when a public name leads to a private one, and that is logged', async () => {
    const warnings: object[] = []
    const log = { warn: (details: object) => warnings.push(details) }
    const outbound = createOutbound({ allow: parseAllowList([]), resolve: leadsTo('127.0.0.1', '::1'), log })
    cleanups.push(() => outbound.close())
    await expect(outbound.fetch('https://rebind.example/?SECRET')).rejects.toMatchObject({
      code: 'address_refused',
    })
    expect(warnings).toEqual([{ host: 'rebind.example:443', reason: 'private_address' }])
  })

  it('are checked on every connection: a name that was public first gains nothing (rebinding)', async () => {
    const port = await listen(createTlsServer(selfSignedCertificate()), '127.0.0.2')
    const answers = ['127.0.0.2', '127.0.0.1']
    const allowedFirst = outboundTo(['127.0.0.2/32'], async () => [
      { address: answers.shift() ?? '', family: 4 },
    ])
    const url = `https://rebind.example:${port}/`
    // The refused certificate shows that the first address, which stands for a public one, was connected to.
    await expect(allowedFirst.fetch(url)).rejects.toMatchObject({ code: 'tls' })
    await expect(allowedFirst.fetch(url)).rejects.toMatchObject({ code: 'address_refused' })
  })

  it('of one name are filtered one by one, and connected to as they were checked', async () => {
    let lookups = 0
    const port = await listen(createServer((_, response) => response.end('ok')))
    const outbound = outboundTo(['127.0.0.0/8', 'erp.example'], async () => {
      lookups++
      return [{ address: '127.0.0.1', family: 4 }]
    })
    expect(await (await outbound.fetch(`http://erp.example:${port}/`)).text()).toBe('ok')
    expect(lookups).toBe(1)
  })

  it('in an allowed range are reached by a name that leads there', async () => {
    const outbound = outboundTo(['127.0.0.0/8'], leadsTo('10.0.0.1', '127.0.0.1'))
    const port = await listen(createServer())
    // No TLS there: that it was tried at all shows that the address passed, and only that one.
    await expect(outbound.fetch(`https://erp.example:${port}/`)).rejects.toMatchObject({ code: 'tls' })
  })
})

function leadsTo(...addresses: string[]): Resolve {
  return async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}
