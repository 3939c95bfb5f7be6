import type { Socket } from 'node:net'
import { Patchbay } from '@patchbay/client'
import { createConnection } from '@patchbay/contracts/connections'
import type { Connection } from '@patchbay/contracts/connection'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchArrivals } from '../../testing/proxy-arrivals.ts'
import { type Proxying, rawRequest, startProxying } from '../../testing/proxying.ts'
import { connectTo, parseAnswer, type RawAnswer } from '../../testing/raw-exchange.ts'

let proxying: Proxying
let connection: Connection
beforeAll(async () => {
  // Before the first request leaves, since undici keeps its clock.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  proxying = await startProxying()
})
afterAll(async () => {
  vi.useRealTimers()
  await proxying.stop()
})
beforeEach(async () => {
  connection = await proxying.online({ concurrencyLevel: 1 })
  proxying.app.asked = 0
})

const realSetTimeout = setTimeout

/** Real time, for what comes over sockets. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

async function pass(seconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(seconds * 1000)
}

interface Open {
  readonly socket: Socket
  readonly answer: Promise<RawAnswer>
  isClosed: () => boolean
}

function open(bytes: string): Open {
  const socket = connectTo(proxying.patchbay.target)
  const chunks: Buffer[] = []
  let isClosed = false
  const answer = new Promise<RawAnswer>((resolve) => {
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.once('close', () => {
      isClosed = true
      resolve(parseAnswer(Buffer.concat(chunks).toString('latin1')))
    })
  })
  socket.write(bytes, 'latin1')
  return { socket, answer, isClosed: () => isClosed }
}

const through = (method: string, headers: readonly string[] = [], body = '') =>
  open(rawRequest(connection.id, proxying.key, { method, rest: '/x', headers, body }))

async function expectFree(): Promise<void> {
  proxying.app.answer((_request, response) => response.end('free'))
  expect(await (await proxying.through(connection, '/next')).text()).toBe('free')
}

describe('an application that hangs', () => {
  it('before its answer is told as a problem after a minute', async () => {
    proxying.app.answer(() => undefined)
    const { answer, isClosed } = through('GET')
    await until(() => proxying.app.asked === 1)
    await pass(50)
    expect(isClosed()).toBe(false)
    await pass(15)
    const { status, values, body } = await answer
    expect(status).toBe(504)
    expect(values('patchbay-error')).toEqual(['1'])
    expect(JSON.parse(body)).toMatchObject({ type: 'urn:patchbay:problem:application_timeout' })
    await until(() => proxying.app.inFlight === 0)
    await expectFree()
  })

  it('in the middle of its answer is cut off', async () => {
    proxying.app.answer((_request, response) => response.write('some'))
    const { answer } = through('GET')
    await until(() => proxying.app.inFlight === 1)
    await pass(65)
    const { status, values, body } = await answer
    expect([status, body]).toEqual([200, 'some'])
    expect(values('transfer-encoding')).toEqual(['chunked'])
    await until(() => proxying.app.inFlight === 0)
    await expectFree()
  })
})

describe('an upload', () => {
  it('takes ten minutes, as long as it moves on', async () => {
    let heard = ''
    proxying.app.answer((request, response) => {
      request.on('data', (piece: Buffer) => (heard += piece.toString()))
      request.once('end', () => response.end('whole'))
    })
    const { socket, answer } = through('PUT', ['Content-Length: 12'])
    for (const piece of 'abcdefghijkl') {
      await pass(50)
      socket.write(piece)
      await until(() => heard.endsWith(piece))
    }
    expect(await answer).toMatchObject({ status: 200, body: 'whole' })
    expect(heard).toBe('abcdefghijkl')
  })

  it('that stops is given up, and the application never takes it for whole', async () => {
    let end = ''
    proxying.app.answer((request) => {
      request.once('end', () => (end = 'whole')).once('error', () => (end = 'cut'))
      request.resume()
    })
    const { answer } = through('PUT', ['Content-Length: 12'], 'abc')
    await until(() => proxying.app.asked === 1)
    await pass(130)
    const { status, values, body } = await answer
    expect(status).toBe(408)
    expect(values('patchbay-error')).toEqual(['1'])
    expect(JSON.parse(body)).toMatchObject({ type: 'urn:patchbay:problem:too_slow' })
    await until(() => end !== '')
    expect(end).toBe('cut')
    await expectFree()
  })

  it('that goes on though the answer is out has a minute left', async () => {
    proxying.app.answer((_request, response) => response.end('enough'))
    const { socket, isClosed } = through('PUT', ['Content-Length: 1000', 'Connection: keep-alive'], 'abc')
    await until(() => proxying.app.asked === 1 && proxying.app.inFlight === 0)
    for (let times = 0; times < 7 && !isClosed(); times += 1) {
      socket.write('d')
      await pass(10)
    }
    await until(isClosed)
  })
})

describe('a program that takes nothing any more', () => {
  it('is cut off after some minutes', async () => {
    const piece = Buffer.alloc(64 * 1024)
    proxying.app.answer((_request, response) => {
      const fill = () => {
        while (response.write(piece));
      }
      response.on('drain', fill)
      fill()
    })
    const { socket } = through('GET')
    socket.pause()
    await until(() => proxying.app.asked === 1)
    const isOver = () => proxying.app.inFlight === 0
    for (let minutes = 0; minutes < 30 && !isOver(); minutes += 1) {
      await new Promise((resolve) => realSetTimeout(resolve, 20))
      await pass(60)
    }
    await until(isOver)
    socket.destroy()
    await expectFree()
  })
})

describe('a request that waits for its place', () => {
  it('is told to come back after half a minute, and takes none later', async () => {
    proxying.app.answer((_request, response) => response.write('some'))
    const first = through('GET')
    await until(() => proxying.app.inFlight === 1)
    const program = new Patchbay({ url: proxying.patchbay.target, apiKey: proxying.key })
    const arrivals = watchArrivals()
    const waiting = program.fetch(connection.id, '/late')
    await until(() => arrivals.arrived.includes('/late'))
    arrivals.stop()
    const expected = { code: 'too_busy', status: 503, retryAfterS: 5, requestId: expect.any(String) }
    const refused = expect(waiting).rejects.toMatchObject(expected)
    // It may not have begun to wait yet.
    for (let times = 0; times < 4; times += 1) await pass(10)
    await refused
    first.socket.destroy()
    await expectFree()
    expect(proxying.app.asked).toBe(2)
  })
})

describe('a call of the API', () => {
  it('has a minute for its body, though it moves on', async () => {
    const head = [
      `POST ${createConnection.path} HTTP/1.1`,
      'Host: x',
      `Cookie: ${proxying.api.cookie}`,
      `Origin: ${proxying.patchbay.url}`,
      'Content-Type: application/json',
      'Content-Length: 1000',
    ]
    const { socket, answer, isClosed } = open(`${head.join('\r\n')}\r\n\r\n{`)
    for (let times = 0; times < 7 && !isClosed(); times += 1) {
      socket.write(' ')
      await pass(10)
    }
    const { status, body } = await answer
    expect(status).toBe(408)
    expect(JSON.parse(body)).toMatchObject({ type: 'urn:patchbay:problem:too_slow' })
  })
})
