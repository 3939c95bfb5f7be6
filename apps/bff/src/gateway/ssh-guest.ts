import type { Socket } from 'node:net'
import { quicken } from '@patchbay/ssh/quicken'
import type { AuthContext, ClientInfo, Connection as SshConnection } from 'ssh2'
import { AgentLink } from './agent-link.ts'
import type { AgentLinks } from './agent-links.ts'
import { Carrier } from './carrier.ts'

/** Whether a token is an agent's; the answer is its hash. */
export type Authenticate = (agentId: string, token: string) => Promise<string | null>

export interface GuestDeps {
  readonly links: AgentLinks
  readonly authenticate: Authenticate
  /** Whether the agent still has this token. */
  readonly isCurrent: (agentId: string, tokenHash: string) => Promise<boolean>
  readonly linked: (link: AgentLink) => void
  readonly log: {
    info(details: object, message: string): void
    warn(details: object, message: string): void
  }
}

interface Arrival {
  readonly client: SshConnection
  readonly info: ClientInfo
  readonly socket: Socket
}

const mostAttempts = 3
/** Guessing takes time, typing it wrong little. */
const refusalAfterMs = 500
/** What an agent may ask for in vain before it counts as a rogue. */
const mostRefusals = 20
const lastMomentMs = 10_000
/** To take what is still for it, before the connection ends. */
const partingMs = 1_000
/** Nothing listens there: OpenSSH only wants a port named. */
const namedPort = 1080

/**
 * One SSH connection, from its first byte on. It signs in by password and may then ask for one reverse forward; whatever
 * else it asks for is refused, and who asks again and again is sent away.
 */
export class SshGuest {
  readonly #client: SshConnection
  readonly #socket: Socket
  readonly #software: string
  readonly #deps: GuestDeps
  #attempts = 0
  #refusals = 0
  #agent: { readonly agentId: string; readonly tokenHash: string } | null = null
  #isForwarding = false
  #link: AgentLink | null = null

  constructor({ client, info: { header }, socket }: Arrival, deps: GuestDeps) {
    this.#client = client
    this.#socket = socket
    this.#software = header.versions.software.slice(0, 100)
    this.#deps = deps
    client.on('handshake', () => quicken(client))
    client.on('authentication', (context) => void this.#signIn(context))
    client.on('session', (_accept, reject) => this.#refuse('session', reject))
    client.on('tcpip', (_accept, reject) => this.#refuse('direct-tcpip', reject))
    client.on('openssh.streamlocal', (_accept, reject) => this.#refuse('direct-streamlocal', reject))
    // oxlint-disable-next-line max-params -- ssh2 calls it so
    client.on('request', (accept, reject, name, info) => {
      if (name === 'tcpip-forward') void this.#forward(info, accept, reject)
      else if (name === 'cancel-tcpip-forward') this.#standDown(accept)
      else this.#refuse(name, reject)
    })
    // Also what says nothing any more: a half-dead connection would stay open for minutes.
    client.on('error', (error) => {
      deps.log.info({ err: error, ...this.#facts }, 'agent connection failed')
      this.leave()
    })
    client.on('end', () => this.#over())
    client.on('close', () => this.#over())
  }

  /** Sends it away. */
  leave(): void {
    this.#over()
    this.#client.end()
    this.#socket.destroySoon()
    // One that reads nothing more would stay for ever.
    setTimeout(() => this.#socket.destroy(), partingMs).unref()
  }

  get #facts() {
    return { agent: this.#agent?.agentId, address: this.#socket.remoteAddress, software: this.#software }
  }

  async #signIn(context: AuthContext): Promise<void> {
    if (context.method !== 'password') return context.reject(['password'])
    this.#attempts += 1
    const tokenHash = await this.#deps.authenticate(context.username, context.password).catch(() => null)
    if (tokenHash !== null) {
      this.#agent = { agentId: context.username, tokenHash }
      return context.accept()
    }
    this.#deps.log.warn(this.#facts, 'an agent was refused: wrong id or access token')
    setTimeout(() => {
      if (this.#attempts < mostAttempts) context.reject(['password'])
      else this.leave()
    }, refusalAfterMs).unref()
  }

  #refuse(what: string, reject: (() => void) | undefined): void {
    this.#refusals += 1
    reject?.()
    if (this.#refusals === 1) this.#deps.log.warn({ ...this.#facts, what }, 'an agent asked for too much')
    if (this.#refusals > mostRefusals) this.leave()
  }

  async #forward(
    forward: { readonly bindAddr: string; readonly bindPort: number },
    accept: ((port?: number) => void) | undefined,
    reject: (() => void) | undefined,
  ): Promise<void> {
    const agent = this.#agent
    if (agent === null || this.#isForwarding) return this.#refuse('tcpip-forward', reject)
    this.#isForwarding = true
    // The token may have been replaced since it was checked.
    if (!(await this.#deps.isCurrent(agent.agentId, agent.tokenHash).catch(() => false))) return this.leave()
    if (this.#socket.destroyed) return
    const bindPort = forward.bindPort === 0 ? namedPort : forward.bindPort
    accept?.(bindPort)
    const { remoteAddress: address = '' } = this.#socket
    const facts = { ...agent, address, software: this.#software }
    const way = {
      client: this.#client,
      carrier: new Carrier(this.#socket, this.#client),
      forward: { ...forward, bindPort },
      end: () => this.leave(),
    }
    this.#link = new AgentLink(facts, way)
    this.#deps.links.add(this.#link)
    this.#deps.log.info(this.#facts, 'agent online')
    this.#deps.linked(this.#link)
  }

  /** An agent that is about to stop takes no more, and has a moment to finish what it carries. */
  #standDown(accept: (() => void) | undefined): void {
    if (this.#link === null) return this.leave()
    accept?.()
    this.#deps.links.retire(this.#link)
    setTimeout(() => this.leave(), lastMomentMs).unref()
  }

  #over(): void {
    const link = this.#link
    if (link === null) return
    this.#link = null
    link.over()
    this.#deps.links.remove(link)
    this.#deps.log.info(this.#facts, 'agent link ended')
  }
}
