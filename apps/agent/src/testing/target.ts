import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/** A server behind the agent, on a port of loopback. */
export class Target implements AsyncDisposable {
  readonly #server: Server
  readonly sockets = new Set<Socket>()

  constructor(serve: (socket: Socket) => void, { allowHalfOpen = false } = {}) {
    this.#server = createServer({ allowHalfOpen }, (socket) => {
      this.sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => this.sockets.delete(socket))
      serve(socket)
    })
  }

  async listen(host = '127.0.0.1'): Promise<this> {
    this.#server.listen(0, host)
    await once(this.#server, 'listening')
    return this
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
