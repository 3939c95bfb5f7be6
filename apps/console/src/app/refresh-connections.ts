import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'
import { agentsKey } from '../api/agents.ts'
import { integrationsKey } from '../api/integrations.ts'
import { connectionQueries } from '../features/connections/queries.ts'
import type { ChangeNews } from './change-stream.ts'

/** However much changes, the lists are read again at most this often. */
const pauseMs = 2_000

/** What is kept of one connection has its id third in its key; all else is of several. */
function isTouched([, , id]: QueryKey, changed: ReadonlySet<string>): boolean {
  return typeof id !== 'string' || !id.startsWith('conn_') || changed.has(id)
}

/** What shows whether the agent of a connection is there. */
function showsAgents([, part]: QueryKey): boolean {
  return part === 'list' || part === 'detail'
}

/** Lets pages read again what changed: at once, and what changes soon after that together. */
export class ConnectionRefresher {
  readonly #client: QueryClient
  #changed = new Set<string>()
  #all = false
  #agents = false
  #connections = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(client: QueryClient) {
    this.#client = client
  }

  note(news: Exclude<ChangeNews, 'activity'>): void {
    if (news === 'agents') this.#agents = true
    else this.#noteConnections(news)
    if (this.#timer === undefined) this.#refresh()
  }

  #noteConnections(news: Exclude<ChangeNews, 'agents' | 'activity'>): void {
    this.#connections = true
    if (news === null) this.#all = this.#agents = true
    // The page of one that is gone stays as it is, for whoever reads it.
    else if (news.status !== 'deleted') this.#changed.add(news.id)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #refresh(): void {
    this.#timer = undefined
    const noted = {
      all: this.#all,
      agents: this.#agents,
      connections: this.#connections,
      changed: this.#changed,
    }
    if (!noted.agents && !noted.connections) return
    this.#all = this.#agents = this.#connections = false
    this.#changed = new Set()
    this.#timer = setTimeout(() => this.#refresh(), pauseMs)
    if (noted.agents) this.#invalidate(agentsKey)
    this.#invalidate(
      connectionQueries.all,
      ({ queryKey }) =>
        noted.all ||
        (noted.agents && showsAgents(queryKey)) ||
        (noted.connections && isTouched(queryKey, noted.changed)),
    )
    // The steps of a flow show how their connections stand.
    if (noted.connections) this.#invalidate(integrationsKey)
  }

  #invalidate(queryKey: QueryKey, predicate: (query: Query) => boolean = () => true): void {
    // A hidden page reads again when it is looked at.
    const refetchType = document.hidden ? 'none' : 'active'
    void this.#client.invalidateQueries({ queryKey, predicate, refetchType })
  }
}
