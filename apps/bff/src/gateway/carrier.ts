// oxlint-disable no-underscore-dangle -- the names are of ssh2
import type { Socket } from 'node:net'
import type { Connection as SshConnection } from 'ssh2'

/** So much may wait to be sent before whoever sends more has to wait. */
const enough = 256 * 1024

/** While new keys are agreed on, ssh2 keeps here what it is to send. */
interface Queue {
  _protocol?: { _queue?: unknown[] }
}

/** The connection under the channels of a link. ssh2 writes to it however much is under way. */
export class Carrier {
  readonly #socket: Socket
  readonly #queue: Queue
  #waiting: (() => void)[] = []

  constructor(socket: Socket, client: SshConnection) {
    this.#socket = socket
    this.#queue = client as Queue
    socket.on('drain', () => this.#proceed())
    client.on('handshake', () => this.#proceed())
  }

  /** Calls back when more may be sent: at once, most of the time; never where the connection ends before. */
  whenReady(proceed: () => void): void {
    if (this.#isReady()) proceed()
    else this.#waiting.push(proceed)
  }

  onData(listener: () => void): void {
    this.#socket.on('data', listener)
  }

  #isReady(): boolean {
    return this.#socket.writableLength < enough && this.#queue._protocol?._queue === undefined
  }

  #proceed(): void {
    if (!this.#isReady()) return
    const waiting = this.#waiting
    this.#waiting = []
    for (const proceed of waiting) proceed()
  }
}
