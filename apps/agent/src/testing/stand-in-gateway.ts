import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import ssh2 from 'ssh2'
import { fingerprintOf } from '../fingerprint.ts'

/** A key of a gateway; a server that is started again keeps it. */
/** One in some hundreds that ssh2 makes cannot be read again. */
export function newHostKey(): string {
  const { private: key } = ssh2.utils.generateKeyPairSync('ed25519')
  return ssh2.utils.parseKey(key) instanceof Error ? newHostKey() : key
}

export interface Arrival {
  readonly ident: string
  readonly client: ssh2.Connection
  /** A channel to the agent, as the gateway opens it for a request. */
  open(): Promise<ssh2.ServerChannel>
  /** What else the agent asked for. */
  readonly cancelled: Promise<void>
}

/** An SSH server that takes one agent with one token, and one reverse forward. */
export class StandInGateway {
  static readonly agent = 'agt_standin'
  static readonly token = 'pba_stand_in_token'

  readonly arrivals: Arrival[] = []
  readonly passwords: string[] = []
  readonly fingerprint: string
  port = 0
  readonly #server: ssh2.Server
  readonly #clients = new Set<ssh2.Connection>()
  #arrived: (() => void)[] = []

  constructor(hostKey: string = newHostKey()) {
    const parsed = ssh2.utils.parseKey(hostKey)
    if (parsed instanceof Error) throw parsed
    this.fingerprint = fingerprintOf(parsed.getPublicSSH())
    this.#server = new ssh2.Server({ hostKeys: [hostKey] }, (client, info) => this.#take(client, info))
  }

  async listen(port = 0): Promise<this> {
    this.#server.listen(port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.port = (this.#server.address() as AddressInfo).port
    return this
  }

  get options(): string[] {
    const { fingerprint, port } = this
    return ['--gateway', `127.0.0.1:${port}`, '--agent', StandInGateway.agent, '--fingerprint', fingerprint]
  }

  /** The link number `count`, which may have to come yet. */
  async arrival(count = 1): Promise<Arrival> {
    for (;;) {
      const arrival = this.arrivals[count - 1]
      if (arrival) return arrival
      await new Promise<void>((resolve) => this.#arrived.push(resolve))
    }
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const client of this.#clients) client.end()
    await closed
  }

  #take(client: ssh2.Connection, info: ssh2.ClientInfo): void {
    this.#clients.add(client)
    client.on('close', () => this.#clients.delete(client))
    client.on('error', () => {})
    client.on('authentication', (attempt) => {
      if (attempt.method !== 'password') return attempt.reject(['password'])
      this.passwords.push(attempt.password)
      const isRight = attempt.username === StandInGateway.agent && attempt.password === StandInGateway.token
      return isRight ? attempt.accept() : attempt.reject(['password'])
    })
    const whenCancelled = Promise.withResolvers<void>()
    client.on('request', (...[accept, reject, name, bind]) => {
      if (name === 'cancel-tcpip-forward') return whenCancelled.resolve()
      if (name !== 'tcpip-forward') return reject?.()
      const port = 40_000
      accept?.(port)
      this.arrivals.push({
        ident: info.header.versions.software,
        client,
        cancelled: whenCancelled.promise,
        open: () => openChannel(client, bind.bindAddr, port),
      })
      for (const resolve of this.#arrived.splice(0)) resolve()
    })
  }
}

function openChannel(client: ssh2.Connection, address: string, port: number): Promise<ssh2.ServerChannel> {
  return new Promise((resolve, reject) => {
    client.forwardOut(address, port, '127.0.0.1', 1, (error, channel) => {
      if (error) reject(error)
      else resolve(channel)
    })
  })
}
