import type { AgentLink } from './agent-link.ts'

/** Told of an agent that came, went, or said more about itself. */
export type AgentListener = (agentId: string) => void

/** So many links of one agent are kept; beyond that the oldest ends. */
const mostLinksAnAgent = 4

/**
 * Which agents are there. Of several links of one agent the newest carries what begins now; the older ones carry on what
 * they began, and the latest of them takes over where the newest ends.
 */
export class AgentLinks {
  readonly #links = new Map<string, AgentLink[]>()
  readonly #listeners = new Set<AgentListener>()

  current(agentId: string): AgentLink | null {
    return this.#links.get(agentId)?.at(-1) ?? null
  }

  isOnline(agentId: string): boolean {
    return this.#links.has(agentId)
  }

  add(link: AgentLink): void {
    const links = [...(this.#links.get(link.agentId) ?? []), link]
    this.#links.set(link.agentId, links)
    this.tell(link.agentId)
    for (const old of links.slice(0, -mostLinksAnAgent)) old.end()
  }

  remove(link: AgentLink): void {
    const links = this.#links.get(link.agentId)
    if (links?.includes(link) !== true) return
    const left = links.filter((each) => each !== link)
    if (left.length === 0) this.#links.delete(link.agentId)
    else this.#links.set(link.agentId, left)
    this.tell(link.agentId)
  }

  /** All links of an agent end, and with them what they carry. */
  end(agentId: string): void {
    for (const link of this.#links.get(agentId) ?? []) link.end()
  }

  endAll(): void {
    for (const agentId of this.#links.keys()) this.end(agentId)
  }

  listen(listener: AgentListener): void {
    this.#listeners.add(listener)
  }

  tell(agentId: string): void {
    for (const listener of this.#listeners) listener(agentId)
  }
}
