import { OutboundError } from '../outbound/outbound-error.ts'
import { createTunnel, type Outbound } from '../outbound/outbound.ts'
import type { TunnelTarget } from '../outbound/tunnel.ts'
import type { AgentLink } from './agent-link.ts'
import type { AgentLinks } from './agent-links.ts'

/** A way through an agent, to one server behind it. */
export interface TunnelWay {
  readonly agent: { readonly id: string; readonly name: string }
  readonly target: TunnelTarget
  /** PEM, trusted besides the public authorities. */
  readonly certificateAuthority: string | null
}

const mostWays = 1_000

/**
 * The ways out through agents. What begins goes by the agent's newest link, whose connections are its own: they end with
 * it, and what an older one carries is left alone.
 */
export class Tunnels {
  readonly #links: AgentLinks
  readonly #log: { warn(details: object, message: string): void }
  readonly #ways = new Map<string, Outbound>()
  readonly #ofLink = new WeakMap<AgentLink, Map<string, Outbound>>()

  constructor(links: AgentLinks, log: { warn(details: object, message: string): void }) {
    this.#links = links
    this.#log = log
  }

  isOpen(agentId: string): boolean {
    return this.#links.isOnline(agentId)
  }

  /** Told of an agent that is there; maybe it was all the time. */
  onOpen(listener: (agentId: string) => void): void {
    this.#links.listen((agentId) => {
      if (this.isOpen(agentId)) listener(agentId)
    })
  }

  /** The same for the same way. */
  outbound(way: TunnelWay): Outbound {
    const key = JSON.stringify(way)
    const outbound = this.#ways.get(key) ?? {
      fetch: async (url, init) => this.#current(way).fetch(url, init),
      stream: async (url, init) => this.#current(way).stream(url, init),
      close: async () => undefined,
    }
    if (this.#ways.size >= mostWays) this.#ways.clear()
    this.#ways.set(key, outbound)
    return outbound
  }

  /** @throws OutboundError `agent_offline` */
  #current(way: TunnelWay): Outbound {
    const link = this.#links.current(way.agent.id)
    if (link === null) throw agentOffline(way)
    const known = this.#ofLink.get(link) ?? new Map<string, Outbound>()
    this.#ofLink.set(link, known)
    const { target, certificateAuthority } = way
    const key = JSON.stringify([target.host, target.port, certificateAuthority])
    const outbound =
      known.get(key) ??
      createTunnel({
        dial: (to) => dialThrough(link, to),
        target,
        certificateAuthority,
        log: this.#log,
      })
    known.set(key, outbound)
    return outbound
  }
}

async function dialThrough(link: AgentLink, target: TunnelTarget) {
  // With the first agent, as SSH.
  const { dial } = await import('./dial.ts')
  return dial(await link.open(), target)
}

/** What callers are told, and the connection's page says. */
export function offlineText(name: string): string {
  return `The agent “${name}” is not connected. Start it where it is installed; what it is needed for goes on by itself then, and nobody needs to sign in again.`
}

function agentOffline({ agent, target }: TunnelWay): OutboundError {
  const host = `${target.host}:${target.port}`
  return new OutboundError('agent_offline', offlineText(agent.name), { host })
}
