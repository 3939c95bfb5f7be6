import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { AnswerBody } from './answer-body.ts'

/** Names and values in turn, as they are on the wire. */
export type RawHeaders = readonly string[]

export interface StreamInit {
  readonly method: string
  readonly headers: RawHeaders
  readonly body: Readable | null
  readonly signal: AbortSignal
}

/** An answer whose body has not been read: who takes it reads it or drops it. */
export interface StreamAnswer {
  readonly status: number
  readonly headers: RawHeaders
  readonly body: AnswerBody
}

/**
 * Time to the first byte of an answer, and between two pieces of a body. It does not run while a body goes out and the
 * application takes it.
 */
const silenceMs = 60_000

/** As undici keeps them: bytes of Latin-1, which HTTP's headers are. */
function readHeaders(raw: Dispatcher.DispatchController['rawHeaders']): string[] {
  return Array.isArray(raw)
    ? raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')))
    : []
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly answer: Promise<StreamAnswer>
  readonly #resolve: (answer: StreamAnswer) => void
  readonly #reject: (error: unknown) => void
  readonly #init: StreamInit
  readonly #onAbort = () => {
    const { reason } = this.#init.signal
    this.#reject(reason)
    this.#controller?.abort(reason as Error)
  }
  #controller: Dispatcher.DispatchController | null = null
  #body: AnswerBody | null = null

  constructor(init: StreamInit) {
    const { promise, resolve, reject } = Promise.withResolvers<StreamAnswer>()
    this.answer = promise
    this.#resolve = resolve
    this.#reject = reject
    this.#init = init
    init.signal.addEventListener('abort', this.#onAbort)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#init.signal.aborted) this.#onAbort()
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    // RFC 9110 section 15.2: the answer proper comes after it.
    if (status < 200) return
    this.#body = new AnswerBody(controller)
    this.#resolve({ status, headers: readHeaders(controller.rawHeaders), body: this.#body })
  }

  onResponseData(_controller: Dispatcher.DispatchController, piece: Buffer): void {
    this.#body?.push(piece)
  }

  onResponseEnd(): void {
    this.#settle('complete')
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#init.body?.destroy()
    this.#reject(error)
    this.#settle(error)
  }

  #settle(outcome: 'complete' | Error): void {
    this.#init.signal.removeEventListener('abort', this.#onAbort)
    this.#body?.settle(outcome)
  }
}

/** Sends a request as it is, with its body as it comes; redirects are handed back. */
export function sendStream(
  dispatcher: Dispatcher,
  { origin, pathname, search }: URL,
  init: StreamInit,
): Promise<StreamAnswer> {
  init.signal.throwIfAborted()
  const exchange = new Exchange(init)
  const { method, headers, body } = init
  const times = { headersTimeout: silenceMs, bodyTimeout: silenceMs }
  const options = { origin, path: pathname + search, method: method as 'GET', body, ...times }
  dispatcher.dispatch({ ...options, headers: headers as string[] }, exchange)
  return exchange.answer
}
