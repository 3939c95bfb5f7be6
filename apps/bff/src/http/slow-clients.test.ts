import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { listen, type ServerLimits } from '../http-server.ts'
import { connectTo, parseAnswer } from '../testing/raw-exchange.ts'
import { connectionLimits } from './connection-limit.ts'

const limits: ServerLimits = {
  headersMs: 400,
  bodyMs: 400,
  stuckMs: 400,
  connections: { idle: 5, open: 20 },
}
const ok: RequestListener = (request, response) => {
  request.resume().once('end', () => response.end('ok'))
}

async function served(listener = ok): Promise<string> {
  const server = await listen('127.0.0.1', 0, limits)
  server.serve(listener)
  onTestFinished(() => server.stop())
  return `http://127.0.0.1:${server.port}`
}

/** Says a little again and again, until it is cut off; what it was told. */
async function drip(target: string, first: string, drop: string): Promise<number> {
  const socket = connectTo(target)
  socket.write(first)
  const dripping = setInterval(() => socket.writable && socket.write(drop), 50)
  const answer = await buffer(socket)
  clearInterval(dripping)
  return parseAnswer(answer.toString('latin1')).status
}

const gone = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()))

it('headers that never end are ended', async () => {
  expect(await drip(await served(), 'GET / HTTP/1.1\r\nHost: x\r\n', 'X-A: b\r\n')).toBe(408)
})

it('a request line that never ends is ended', async () => {
  expect(await drip(await served(), 'GET /', 'a')).toBe(408)
})

it('a body that never ends is ended', async () => {
  const first = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n'
  expect(await drip(await served(), first, 'x')).toBe(408)
})

it('a body in chunks that never ends is ended', async () => {
  const first = 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n'
  expect(await drip(await served(), first, '1\r\nx\r\n')).toBe(408)
})

it('a connection on which nothing is ever said is ended', async () => {
  const socket = connectTo(await served())
  socket.resume()
  await gone(socket)
})

it('who does not read its answer is ended', async () => {
  const closed = Promise.withResolvers<void>()
  const target = await served((_request, response) => {
    response.once('close', () => closed.resolve())
    response.end(Buffer.alloc(64 * 1024 * 1024))
  })
  const socket = connectTo(target)
  onTestFinished(() => void socket.destroy())
  socket.pause().write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await closed.promise
})

it('an answer that takes long is waited for', async () => {
  const target = await served((_request, response) => void setTimeout(() => response.end('late'), 1_000))
  expect(await (await fetch(target)).text()).toBe('late')
})

it('who holds idle connections pushes out its own oldest, and everyone else is served', async () => {
  const target = await served()
  const oldest = connectTo(target)
  const first = gone(oldest)
  await new Promise((resolve) => oldest.once('connect', resolve))
  const others = Array.from({ length: 8 }, () => connectTo(target))
  onTestFinished(() => others.forEach((socket) => socket.destroy()))
  await first
  expect(await (await fetch(target)).text()).toBe('ok')
})

it('connections that have been used and kept are idle, too', async () => {
  const target = await served()
  const used = connectTo(target)
  used.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await new Promise((resolve) => used.once('data', resolve))
  const ended = gone(used)
  const others = Array.from({ length: 8 }, () => connectTo(target))
  onTestFinished(() => others.forEach((socket) => socket.destroy()))
  await ended
  expect(await (await fetch(target)).text()).toBe('ok')
})

it('takes no more connections than files can be open, and leaves some for the records', () => {
  expect(connectionLimits(1_024)).toEqual({ idle: 614, open: 819 })
  expect(connectionLimits(1_048_576)).toEqual({ idle: 12_000, open: 20_000 })
})
