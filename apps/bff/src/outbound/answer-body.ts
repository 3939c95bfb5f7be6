import type { Dispatcher } from 'undici'

/** Who takes a body. */
export interface BodyReader {
  /** `false`: it is taken, but no more before `resume`. */
  piece(piece: Buffer): boolean
  /** With the last piece where it is known to be the last. */
  end(last?: Buffer): void
  failed(error: Error): void
}

/** So much is kept before the application is held back. */
const maxKeptBytes = 64 * 1024

/**
 * The body of an answer as it comes: what is there before anybody reads is kept and then handed over at once. It stands
 * instead of a stream, which costs more than all the rest of a small answer and outlives it in memory.
 */
export class AnswerBody {
  readonly #controller: Dispatcher.DispatchController
  #kept: Buffer[] = []
  #keptBytes = 0
  #reader: BodyReader | null = null
  #outcome: 'complete' | Error | null = null
  #isDropped = false

  constructor(controller: Dispatcher.DispatchController) {
    this.#controller = controller
  }

  readBy(reader: BodyReader): void {
    this.#reader = reader
    const kept = this.#kept
    this.#kept = []
    const last = this.#outcome === 'complete' ? kept.pop() : undefined
    // Not `every`: all of them are taken, whatever the reader says.
    const isReady = kept.map((piece) => reader.piece(piece)).every(Boolean)
    if (this.#outcome !== null) this.#tell(reader, this.#outcome, last)
    else if (isReady) this.resume()
    else this.#controller.pause()
  }

  resume(): void {
    if (this.#outcome === null && this.#controller.paused) this.#controller.resume()
  }

  /** Nobody wants the rest. */
  drop(): void {
    this.#isDropped = true
    this.#kept = []
    if (this.#outcome === null)
      this.#controller.abort(new DOMException('The rest of the answer is not wanted.', 'AbortError'))
  }

  /** A piece has come from the application. */
  push(piece: Buffer): void {
    if (this.#isDropped) return
    if (this.#reader !== null) {
      if (!this.#reader.piece(piece)) this.#controller.pause()
      return
    }
    this.#kept.push(piece)
    this.#keptBytes += piece.length
    if (this.#keptBytes >= maxKeptBytes) this.#controller.pause()
  }

  /** Nothing more comes. */
  settle(outcome: 'complete' | Error): void {
    this.#outcome = outcome
    if (this.#reader !== null) this.#tell(this.#reader, outcome)
  }

  #tell(reader: BodyReader, outcome: 'complete' | Error, last?: Buffer): void {
    if (this.#isDropped) return
    if (outcome === 'complete') reader.end(last)
    else reader.failed(outcome)
  }
}
