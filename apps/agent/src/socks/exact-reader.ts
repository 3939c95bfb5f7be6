import type { Readable } from 'node:stream'

/**
 * Reads a stream in pieces of given sizes; what comes after them stays in it. One listener from first to last: a new one
 * would be told at once of what is there already, again and again, and nothing else would ever run.
 */
export class ExactReader {
  readonly #stream: Readable
  readonly #signal: AbortSignal
  #wake = () => {}
  readonly #changed = () => this.#wake()

  constructor(stream: Readable, signal: AbortSignal) {
    this.#stream = stream
    this.#signal = signal
    for (const event of ['readable', 'end', 'close']) stream.on(event, this.#changed)
    signal.addEventListener('abort', this.#changed)
  }

  /** @throws Error when the stream ends before, the signal's reason when it is aborted */
  async read(size: number): Promise<Buffer> {
    for (;;) {
      this.#signal.throwIfAborted()
      const bytes = this.#stream.read(size) as Buffer | null
      if (bytes?.length === size) return bytes
      if (bytes !== null || this.#stream.readableEnded)
        throw new Error('The stream ended within the handshake.')
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  release(): void {
    for (const event of ['readable', 'end', 'close']) this.#stream.off(event, this.#changed)
    this.#signal.removeEventListener('abort', this.#changed)
  }
}
