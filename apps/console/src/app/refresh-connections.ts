import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { integrationsKey } from '../api/integrations.ts'
import { connectionQueries } from '../features/connections/queries.ts'
import type { ChangeNews } from './change-stream.ts'

/** However much changes, the lists are read again at most this often. */
const pauseMs = 2_000

/** What is kept of one connection has its id third in its key; all else is of several. */
function isTouched([, , id]: QueryKey, changed: ReadonlySet<string>): boolean {
  return typeof id !== 'string' || !id.startsWith('conn_') || changed.has(id)
}

/** Lets pages read again what changed: at once, and what changes soon after that together. */
export class ConnectionRefresher {
  readonly #client: QueryClient
  #changed = new Set<string>()
  #all = false
  #isNoted = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(client: QueryClient) {
    this.#client = client
  }

  note(news: ChangeNews): void {
    this.#isNoted = true
    if (news === null) this.#all = true
    // The page of one that is gone stays as it is, for whoever reads it.
    else if (news.status !== 'deleted') this.#changed.add(news.id)
    if (this.#timer === undefined) this.#refresh()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #refresh(): void {
    this.#timer = undefined
    if (!this.#isNoted) return
    const [all, changed] = [this.#all, this.#changed]
    this.#isNoted = false
    this.#all = false
    this.#changed = new Set()
    this.#timer = setTimeout(() => this.#refresh(), pauseMs)
    // A hidden page reads again when it is looked at.
    const refetchType = document.hidden ? 'none' : 'active'
    void this.#client.invalidateQueries({
      queryKey: connectionQueries.all,
      predicate: ({ queryKey }) => all || isTouched(queryKey, changed),
      refetchType,
    })
    // The steps of a flow show how their connections stand.
    void this.#client.invalidateQueries({ queryKey: integrationsKey, refetchType })
  }
}
