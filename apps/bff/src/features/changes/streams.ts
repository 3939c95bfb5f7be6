/** One reader: an open answer that events are written to. */
export interface Stream {
  readonly sessionId: string
  /** Bytes written that the reader has not taken yet. */
  readonly backlog: number
  write(text: string): void
  /** Ends it in good order. */
  end(): void
  /** Cuts it off. */
  cut(): void
}

/** A browser needs one; several profiles or half-dead connections may have more for a while. */
const mostASession = 8
const mostBacklogBytes = 65_536
const heartbeatMs = 25_000
const heartbeat = ': still here\n\n'

/** The open streams. `isAlive` tells whether a session still is; asked with every heartbeat. */
export class Streams {
  readonly #streams = new Set<Stream>()
  readonly #isAlive: (sessionId: string) => Promise<boolean>
  #timer: NodeJS.Timeout | null = null

  constructor(isAlive: (sessionId: string) => Promise<boolean>) {
    this.#isAlive = isAlive
  }

  get isEmpty(): boolean {
    return this.#streams.size === 0
  }

  /** The oldest of a session that has too many is ended: most likely nobody reads it any more. */
  add(stream: Stream): void {
    const ofSession = [...this.#streams].filter(({ sessionId }) => sessionId === stream.sessionId)
    for (const each of ofSession.slice(0, Math.max(0, ofSession.length + 1 - mostASession))) this.#end(each)
    this.#streams.add(stream)
    this.#timer ??= setInterval(() => void this.#beat(), heartbeatMs).unref()
  }

  remove(stream: Stream): void {
    this.#streams.delete(stream)
    if (!this.isEmpty || this.#timer === null) return
    clearInterval(this.#timer)
    this.#timer = null
  }

  /** A reader that falls behind is cut off: it comes back and reads everything again, which is less. */
  send(text: string): void {
    for (const stream of this.#streams) {
      if (stream.backlog <= mostBacklogBytes) stream.write(text)
      else {
        this.remove(stream)
        stream.cut()
      }
    }
  }

  endSession(sessionId: string): void {
    for (const stream of this.#streams) if (stream.sessionId === sessionId) this.#end(stream)
  }

  endAll(): void {
    for (const stream of this.#streams) this.#end(stream)
  }

  #end(stream: Stream): void {
    this.remove(stream)
    stream.end()
  }

  async #beat(): Promise<void> {
    for (const sessionId of new Set([...this.#streams].map((each) => each.sessionId))) {
      // A store that cannot be read tells nothing of the session.
      if (!(await this.#isAlive(sessionId).catch(() => true))) this.endSession(sessionId)
    }
    this.send(heartbeat)
  }
}
