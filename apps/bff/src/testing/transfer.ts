import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Agent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { expect } from 'vitest'
import type { EchoServer } from './echo-server.ts'

export const mebibyte = 1024 * 1024

/** No divisor of the sizes that buffers have, so that what is lost, doubled or moved does not fit. */
const piece = randomBytes(mebibyte - 13)

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

/** A way through a Patchbay that runs as a process of its own, to an application. */
export interface TransferWay {
  /** Where Patchbay listens. */
  readonly url: string
  readonly path: string
  readonly key: string
  readonly app: EchoServer
}

const agent = new Agent()

async function send(
  { url, path, key }: TransferWay,
  { method, headers = {} }: { readonly method: string; readonly headers?: Record<string, string> },
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

export async function upload(way: TransferWay, size: number): Promise<void> {
  way.app.answer(async (request, response) => {
    response.end(String(await count(request)))
  })
  const put = { method: 'PUT', headers: { 'content-length': String(size) } }
  const response = await send(way, put, Readable.from(pieces(size)))
  expect(Buffer.concat(await response.toArray()).toString()).toBe(String(size))
}

export async function download(way: TransferWay, size: number): Promise<void> {
  way.app.answer((_request, response) =>
    pipeline(Readable.from(pieces(size)), response).catch(() => undefined),
  )
  expect(await count(await send(way, { method: 'GET' }, Readable.from([])))).toBe(size)
}

/** The most that a process has had in memory so far, in MiB. */
export async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
}
