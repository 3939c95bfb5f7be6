import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { type Dispatcher, request } from 'undici'

export interface StreamInit {
  readonly method: string
  readonly headers: Record<string, string | string[]>
  readonly body: Readable | null
  readonly signal: AbortSignal
}

/** An answer whose body has not been read: who takes it reads it or destroys it. */
export interface StreamAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Readable
}

/** Time to the first byte of an answer, and between two pieces of a body. */
const silenceMs = 60_000

/** Sends a request as it is, with its body as it comes; redirects are handed back. */
export async function sendStream(
  dispatcher: Dispatcher,
  url: URL,
  { method, headers, body, signal }: StreamInit,
): Promise<StreamAnswer> {
  const answer = await request(url, {
    dispatcher,
    method,
    headers,
    body,
    signal,
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
  })
  return { status: answer.statusCode, headers: answer.headers, body: answer.body }
}
