import type { Readable } from 'node:stream'
import { type Dispatcher, request } from 'undici'

/** Names and values in turn, as they are on the wire. */
export type RawHeaders = readonly string[]

export interface StreamInit {
  readonly method: string
  readonly headers: RawHeaders
  readonly body: Readable | null
  readonly signal: AbortSignal
}

/** An answer whose body has not been read: who takes it reads it or destroys it. */
export interface StreamAnswer {
  readonly status: number
  readonly headers: RawHeaders
  readonly body: Readable
}

/**
 * Time to the first byte of an answer, and between two pieces of a body. It does not run while a body goes out and the
 * application takes it.
 */
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
    headers: [...headers],
    body,
    signal,
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    responseHeaders: 'raw',
  })
  // undici's type knows parsed headers alone.
  return { status: answer.statusCode, headers: answer.headers as unknown as string[], body: answer.body }
}
