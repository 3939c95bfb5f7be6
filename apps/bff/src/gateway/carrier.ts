import type { Socket } from 'node:net'

/** So much may wait to be sent before whoever sends more has to wait. */
const enough = 256 * 1024

/** The connection under the channels of a link. ssh2 writes to it however much is under way. */
export class Carrier {
  readonly #socket: Socket
  #waiting: (() => void)[] = []

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('drain', () => {
      const waiting = this.#waiting
      this.#waiting = []
      for (const proceed of waiting) proceed()
    })
  }

  /** Calls back when more may be sent: at once, most of the time; never where the connection ends before. */
  whenReady(proceed: () => void): void {
    if (this.#socket.writableLength < enough) proceed()
    else this.#waiting.push(proceed)
  }

  onData(listener: () => void): void {
    this.#socket.on('data', listener)
  }
}
