import type { AgentLink } from './agent-link.ts'

/** Told of an agent that came, went, or said more about itself. */
export type AgentListener = (agentId: string) => void

export interface EndedLink {
  readonly link: AgentLink
  readonly at: string
}

/** So many links of one agent are kept; beyond that the oldest ends. */
const mostLinksAnAgent = 4

/**
 * Which agents are there. Of several links of one agent the newest carries what begins now; the older ones carry on what
 * they began, and the latest of them takes over where the newest ends.
 */
export class AgentLinks {
  readonly #links = new Map<string, AgentLink[]>()
  /** Take nothing more, and finish what they carry. */
  readonly #leaving = new Set<AgentLink>()
  readonly #ended = new Map<string, EndedLink>()
  readonly #listeners = new Set<AgentListener>()

  current(agentId: string): AgentLink | null {
    return this.#links.get(agentId)?.at(-1) ?? null
  }

  /** The last link of an agent that is away; null: it was never there since the start. */
  ended(agentId: string): EndedLink | null {
    return this.#ended.get(agentId) ?? null
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

  /** From now on it carries nothing new; ended with the others of its agent it is all the same. */
  retire(link: AgentLink): void {
    this.remove(link)
    this.#leaving.add(link)
  }

  remove(link: AgentLink): void {
    this.#leaving.delete(link)
    const links = this.#links.get(link.agentId)
    if (links?.includes(link) !== true) return
    const left = links.filter((each) => each !== link)
    if (left.length === 0) {
      this.#links.delete(link.agentId)
      this.#ended.set(link.agentId, { link, at: new Date().toISOString() })
    } else this.#links.set(link.agentId, left)
    this.tell(link.agentId)
  }

  /** All links of an agent end, and with them what they carry. */
  end(agentId: string): void {
    const leaving = [...this.#leaving].filter((link) => link.agentId === agentId)
    for (const link of [...(this.#links.get(agentId) ?? []), ...leaving]) link.end()
  }

  /** Of one that is deleted nothing stays. */
  forget(agentId: string): void {
    this.end(agentId)
    this.#ended.delete(agentId)
  }

  listen(listener: AgentListener): void {
    this.#listeners.add(listener)
  }

  tell(agentId: string): void {
    for (const listener of this.#listeners) listener(agentId)
  }
}
