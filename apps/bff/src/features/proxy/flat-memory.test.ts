import { readFile } from 'node:fs/promises'
import { Agent, type IncomingMessage, request as httpRequest } from 'node:http'
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { signIn } from '@patchbay/contracts/session'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { type EchoServer, startEchoServer } from '../../testing/echo-server.ts'
import { onlineAt, proxyKey } from '../../testing/proxying.ts'
import { type SpawnedPatchbay, spawnPatchbay } from '../../testing/spawned-patchbay.ts'
import { adminPassword } from '../../testing/test-patchbay.ts'

const mebibyte = 1024 * 1024
/** No divisor of the sizes that buffers have, so that what is lost, doubled or moved does not fit. */
const piece = randomBytes(mebibyte - 13)

let patchbay: SpawnedPatchbay
let app: EchoServer
let url: string
let path: string
let key: string
beforeAll(async () => {
  app = await startEchoServer()
  patchbay = await spawnPatchbay({
    PATCHBAY_ADMIN_PASSWORD: adminPassword,
    PATCHBAY_ALLOW_HOSTS: '127.0.0.1',
  })
  url = await patchbay.ready
  const api = new ApiClient(url.replace('localhost', '127.0.0.1'), url)
  await api.ok(signIn, { body: { password: adminPassword } })
  key = await proxyKey(api)
  path = `/api/connections/${(await onlineAt(api, app.origin)).id}/proxy/bytes`
})
afterAll(() => Promise.all([patchbay.cleanup(), app.stop()]))

function* pieces(size: number): Generator<Buffer> {
  for (let sent = 0; sent < size; sent += piece.length)
    yield piece.subarray(0, Math.min(piece.length, size - sent))
}

/** How many bytes come that are the right ones; throws at the first that is not. */
async function count(stream: Readable): Promise<number> {
  let at = 0
  for await (const each of stream) {
    const chunk = each as Buffer
    for (let from = 0; from < chunk.length;) {
      const of = (at + from) % piece.length
      const length = Math.min(chunk.length - from, piece.length - of)
      if (chunk.compare(piece, of, of + length, from, from + length) !== 0)
        throw new RangeError(`at byte ${at + from}`)
      from += length
    }
    at += chunk.length
  }
  return at
}

const agent = new Agent()

async function send(
  method: string,
  headers: Record<string, string>,
  body: Readable,
): Promise<IncomingMessage> {
  const { port } = new URL(url)
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const given = { authorization: `Bearer ${key}`, ...headers }
  const request = httpRequest({ host: '127.0.0.1', port, path, method, headers: given, agent }, resolve)
  request.once('error', reject)
  await pipeline(body, request)
  return promise
}

/** The most that Patchbay has had in memory so far, in MiB. */
async function peak(): Promise<number> {
  const status = await readFile(`/proc/${patchbay.pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
}

async function upload(size: number): Promise<void> {
  app.answer(async (request, response) => {
    response.end(String(await count(request)))
  })
  const response = await send('PUT', { 'content-length': String(size) }, Readable.from(pieces(size)))
  expect(Buffer.concat(await response.toArray()).toString()).toBe(String(size))
}

async function download(size: number): Promise<void> {
  app.answer((_request, response) => pipeline(Readable.from(pieces(size)), response).catch(() => undefined))
  expect(await count(await send('GET', {}, Readable.from([])))).toBe(size)
}

it('1 GiB goes up and 1 GiB comes down in flat memory', { timeout: 120_000 }, async () => {
  await upload(64 * mebibyte)
  await download(64 * mebibyte)
  const before = await peak()
  await upload(1024 * mebibyte)
  await download(1024 * mebibyte)
  expect((await peak()) - before).toBeLessThan(96)
})
