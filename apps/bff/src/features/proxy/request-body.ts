import type { IncomingMessage } from 'node:http'
import { PassThrough, type Readable } from 'node:stream'

/** What is kept of a body, so that it can be sent again. */
const maxKeptBytes = 64 * 1024

/** The body of a request: it streams, and a small one of known length can be had again. */
export class RequestBody {
  readonly #request: IncomingMessage
  readonly #pieces: Buffer[] = []
  readonly #isEmpty: boolean
  /** Whether `take` may be called more than once. */
  readonly isRepeatable: boolean
  #isTaken = false

  constructor(request: IncomingMessage) {
    this.#request = request
    const length =
      request.headers['transfer-encoding'] === undefined
        ? Number(request.headers['content-length'] ?? 0)
        : Number.POSITIVE_INFINITY
    this.#isEmpty = length === 0
    this.isRepeatable = length <= maxKeptBytes
  }

  /**
   * From its beginning; null: there is none. What becomes of the stream does not touch the request, which has an answer
   * yet to get.
   */
  take(): Readable | null {
    if (this.#isEmpty) return null
    const copy = new PassThrough().on('error', () => undefined)
    for (const piece of this.#pieces) copy.write(piece)
    if (this.isRepeatable && !this.#isTaken) this.#request.on('data', (piece) => this.#pieces.push(piece))
    this.#isTaken = true
    if (this.#request.readableEnded) copy.end()
    else this.#request.pipe(copy)
    return copy
  }

  /** The application has answered without it, or cannot be asked: the rest is read for nothing, as HTTP/1.1 wants it. */
  discard(): void {
    if (this.#isEmpty || this.#request.readableEnded) return
    this.#request.unpipe()
    this.#request.resume()
  }
}
