import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import type { Connection } from '@patchbay/contracts/connection'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { onlineAt, type Proxying, rawRequest, startProxying } from '../../testing/proxying.ts'
import { connectTo, parseAnswer } from '../../testing/raw-exchange.ts'

const patience = { timeout: 10_000 }

let proxying: Proxying
let connection: Connection
beforeAll(async () => {
  proxying = await startProxying()
  connection = await proxying.online({ concurrencyLevel: 1 })
})
afterAll(() => proxying.stop())

const mebibyte = 1024 * 1024

function open(method: string, headers: readonly string[] = [], body = '') {
  const socket = connectTo(proxying.patchbay.target)
  socket.write(rawRequest(connection.id, proxying.key, { method, rest: '/x', headers, body }))
  return socket
}

async function expectFree(): Promise<void> {
  proxying.app.answer((_request, response) => response.end('free'))
  expect(await (await proxying.through(connection, '/next')).text()).toBe('free')
}

describe('a slow program', () => {
  it('that writes is heard piece by piece', async () => {
    const heard: string[] = []
    proxying.app.answer((request, response) => {
      request.on('data', (piece: Buffer) => heard.push(piece.toString()))
      request.once('end', () => response.end('all'))
    })
    const socket = open('POST', ['Transfer-Encoding: chunked'])
    for (const piece of ['a', 'b', 'c']) {
      socket.write(`1\r\n${piece}\r\n`)
      await vi.waitFor(() => expect(heard.at(-1)).toBe(piece), patience)
    }
    socket.write('0\r\n\r\n')
    expect(parseAnswer(await readText(socket))).toMatchObject({ status: 200, body: 'all' })
    expect(heard).toEqual(['a', 'b', 'c'])
  })

  it('that reads keeps the application from sending on', async () => {
    const size = 256 * mebibyte
    const piece = Buffer.alloc(64 * 1024)
    let sent = 0
    proxying.app.answer((_request, response) => {
      const fill = () => {
        while (sent < size) {
          sent += piece.length
          if (!response.write(piece)) return
        }
        response.end()
      }
      response.on('drain', fill)
      fill()
    })
    const response = await proxying.through(connection, '/large')
    const reader = response.body?.getReader()
    let got = (await reader?.read())?.value?.length ?? 0
    let before = -1
    await vi.waitFor(
      () => {
        const now = before
        before = sent
        expect(sent).toBe(now)
      },
      { interval: 100, timeout: 10_000 },
    )
    // What the buffers of the system and of both sides hold, on two connections.
    expect(sent).toBeLessThan(64 * mebibyte)
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read())
      got += next.value.length
    expect(got).toBe(size)
  })
})

describe('an application', () => {
  it('that sends its head first is heard before its body', async () => {
    const { promise: until, resolve: release } = Promise.withResolvers<void>()
    proxying.app.answer(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      await until
      response.end('data: a\n\n')
    })
    const response = await proxying.through(connection, '/events')
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    release()
    expect(await response.text()).toBe('data: a\n\n')
  })

  it.each([
    ['at once', (socket: Socket) => socket.resetAndDestroy()],
    ['without a word', (socket: Socket) => socket.end()],
  ])('that ends the connection %s is told as a problem', async (_what, end) => {
    proxying.app.answer((request) => end(request.socket))
    for (const body of [null, 'small', 'x'.repeat(mebibyte)]) {
      const response = await proxying.through(connection, '/x', { method: 'POST', body })
      expect(response.status).toBe(502)
      expect(response.headers.get('patchbay-error')).toBe('1')
      expect(await response.json()).toMatchObject({ type: 'urn:patchbay:problem:application_unreachable' })
    }
    await expectFree()
  })

  it.each([
    ['behind its head', ''],
    ['in the middle of its body', '6\r\nsecret\r\n'],
  ])('that is gone %s leaves no answer that looks whole', async (_what, part) => {
    proxying.app.answer((request) => {
      const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
      request.socket.write(head + part, () => setImmediate(() => request.socket.resetAndDestroy()))
    })
    const text = await readText(open('GET'))
    expect(text).not.toContain('0\r\n\r\n')
    if (part !== '' && text !== '') expect(text).toContain('secret')
    await expectFree()
  })

  it('that sends less than it said leaves no answer that looks whole', async () => {
    proxying.app.answer((request) => request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nless'))
    const { body, values } = parseAnswer(await readText(open('GET')))
    expect(values('content-length')).toEqual(['10'])
    expect(body.length).toBeLessThan(10)
    await expectFree()
  })

  it('that answers before it has read the body is heard', async () => {
    proxying.app.answer((_request, response) => {
      response.writeHead(413, { connection: 'close' }).end('too large')
    })
    const size = 32 * mebibyte
    const socket = open('PUT', [`Content-Length: ${size}`, 'Connection: keep-alive'], 'some')
    const [first] = (await once(socket, 'data')) as [Buffer]
    expect(parseAnswer(first.toString()).status).toBe(413)
    // The rest is taken for nothing, and the connection goes on with the next request.
    const rest = Buffer.alloc(mebibyte)
    for (let left = size - 4; left > 0; left -= rest.length) {
      if (!socket.write(rest.subarray(0, Math.min(left, rest.length)))) await once(socket, 'drain')
    }
    proxying.app.answer((_request, response) => response.end('next'))
    socket.write(rawRequest(connection.id, proxying.key, {}))
    expect(await readText(socket)).toContain('next')
  })

  it('that is not there is told to who brings a body', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    const away = await onlineAt(proxying.api, proxying.app.origin, { baseUrl: `http://127.0.0.1:${port}/` })
    for (const body of ['small', 'x'.repeat(8 * mebibyte)]) {
      const response = await proxying.through(away, '/x', { method: 'POST', body })
      expect(response.status).toBe(502)
      expect(await response.json()).toMatchObject({ type: 'urn:patchbay:problem:application_unreachable' })
    }
  })
})

describe('Patchbay itself', () => {
  it('is heard by who brings a large body', async () => {
    const body = 'x'.repeat(8 * mebibyte)
    const response = await proxying.through({ id: 'conn_x' }, '/x', { method: 'POST', body })
    expect(response.status).toBe(404)
    expect(response.headers.get('patchbay-error')).toBe('1')
  })
})
