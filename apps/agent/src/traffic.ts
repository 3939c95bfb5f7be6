import type { Socket } from 'node:net'

/** What went through, counted by the sockets themselves. */
export class Traffic {
  readonly #open = new Set<Socket>()
  #received = 0
  #sent = 0

  add(socket: Socket): void {
    this.#open.add(socket)
    socket.once('close', () => {
      this.#open.delete(socket)
      this.#received += socket.bytesRead
      this.#sent += socket.bytesWritten
    })
  }

  get open(): number {
    return this.#open.size
  }

  /** Bytes from the servers behind the agent, and to them. */
  totals(): { received: number; sent: number } {
    const totals = { received: this.#received, sent: this.#sent }
    for (const socket of this.#open) {
      totals.received += socket.bytesRead
      totals.sent += socket.bytesWritten
    }
    return totals
  }
}
