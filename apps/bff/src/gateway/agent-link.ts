import type { Duplex } from 'node:stream'
import type { AgentHello } from '@patchbay/contracts/agents'
import type { Connection as SshConnection, ServerChannel } from 'ssh2'
import { OutboundError } from '../outbound/outbound-error.ts'
import type { Carrier } from './carrier.ts'
import { TunnelSocket } from './tunnel-socket.ts'

/** Who linked, and from where. */
export interface LinkFacts {
  readonly agentId: string
  /** Of the token that it signed in with. */
  readonly tokenHash: string
  /** Remote address. */
  readonly address: string
  /** As it names itself in SSH: `OpenSSH_10.0`. */
  readonly software: string
}

/** What the agent asked to have forwarded; what it takes it to be is its own affair, nothing listens here. */
export interface Forward {
  readonly bindAddr: string
  readonly bindPort: number
}

interface LinkWay {
  readonly client: SshConnection
  readonly carrier: Carrier
  readonly forward: Forward
  readonly end: () => void
}

const openWithinMs = 10_000
/** Channels that the agent neither opens nor refuses, or does not let go of. */
const mostLeft = 1_000

/** One SSH connection of an agent, once it is ready to carry requests. */
export class AgentLink implements LinkFacts {
  readonly agentId: string
  readonly tokenHash: string
  readonly address: string
  readonly software: string
  readonly since = new Date().toISOString()
  /** What our own agent says of itself; null: another, or not yet. */
  hello: AgentHello | null = null
  /** Ends it, and with it what it carries. */
  readonly end: () => void
  readonly #client: SshConnection
  readonly #carrier: Carrier
  readonly #forward: Forward
  readonly #sockets = new Set<TunnelSocket>()
  #channels = 0
  #isOver = false

  /** @param way how it is reached, and how it is ended */
  constructor(facts: LinkFacts, { client, carrier, forward, end }: LinkWay) {
    this.#client = client
    this.#carrier = carrier
    this.#forward = forward
    this.end = end
    this.agentId = facts.agentId
    this.tokenHash = facts.tokenHash
    this.address = facts.address
    this.software = facts.software
    carrier.onData(() => {
      for (const socket of this.#sockets) if (socket.isFlooded) return this.end()
    })
  }

  /** A stream to the agent, which expects SOCKS 5 on it. @throws OutboundError `agent_failed`, `agent_offline` */
  open(): Promise<Duplex> {
    const { promise, resolve, reject } = Promise.withResolvers<Duplex>()
    let isLate = false
    const late = setTimeout(() => {
      isLate = true
      reject(notOpened('ETIMEDOUT'))
    }, openWithinMs)
    this.#count(1)
    const { bindAddr, bindPort } = this.#forward
    this.#client.forwardOut(bindAddr, bindPort, '127.0.0.1', 0, (error, channel) => {
      clearTimeout(late)
      if (error !== undefined) {
        this.#count(-1)
        return reject(notOpened('CHANNEL'))
      }
      channel.once('close', () => this.#count(-1))
      const socket = this.#socketOn(channel)
      if (isLate) socket.destroy()
      return resolve(socket)
    })
    return promise
  }

  #count(change: 1 | -1): void {
    this.#channels += change
    if (this.#channels - this.#sockets.size > mostLeft) this.end()
  }

  #socketOn(channel: ServerChannel): TunnelSocket {
    const socket = new TunnelSocket(channel, this.#carrier)
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
    if (this.#isOver) socket.fail()
    return socket
  }

  /** The connection is gone: what came to its end with it did not come to its own. */
  over(): void {
    if (this.#isOver) return
    this.#isOver = true
    for (const socket of this.#sockets) socket.fail()
    this.#sockets.clear()
  }
}

function notOpened(reason: string): OutboundError {
  return new OutboundError('agent_failed', 'The agent did not open a connection.', { reason })
}
