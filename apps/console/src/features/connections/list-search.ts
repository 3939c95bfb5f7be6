import { connectionListQuery } from '@patchbay/contracts/connections'
import type { ConnectionSort } from '@patchbay/contracts/connections'
import * as z from 'zod'

const query = connectionListQuery.shape

/**
 * The list's search params. What does not hold is dropped, so that no link ends on an error page. The filter is `app`,
 * because `application` says what the create pane, which lies over the same list, is to create.
 */
export const connectionListSearch = z.object({
  q: query.q.catch(undefined),
  app: query.application.catch(undefined),
  status: query.status.catch(undefined),
  iclient: query.iClientId.catch(undefined),
  agent: query.agentId.catch(undefined),
  // Without the contract's default, which would stand in every address.
  sort: query.sort.unwrap().optional().catch(undefined),
})
export type ConnectionListSearch = z.infer<typeof connectionListSearch>

/** How a connection's form is drawn; left out: simple. */
const view = z.literal('http').optional().catch(undefined)

export const editConnectionSearch = z.object({ view })

export const newConnectionSearch = z.object({
  view,
  application: query.application.catch(undefined),
  /** The connection that the pane has created meanwhile, so that a reload finds it again. */
  connection: z.string().max(100).optional().catch(undefined),
})

export const defaultSort: ConnectionSort = 'name'

export type SortColumn = 'name' | 'status' | 'lastUsedAt'

export function sortDirection(sort: ConnectionSort, column: SortColumn): 'ascending' | 'descending' | null {
  if (sort === column) return 'ascending'
  return sort === `-${column}` ? 'descending' : null
}

/** What the next click on a column's header sorts by. The last used come first at the first click. */
export function nextSort(sort: ConnectionSort, column: SortColumn): ConnectionSort {
  const direction = sortDirection(sort, column)
  if (direction === null) return column === 'lastUsedAt' ? '-lastUsedAt' : column
  return direction === 'ascending' ? `-${column}` : column
}

export function isFiltered(search: ConnectionListSearch): boolean {
  const { q, app, status, iclient, agent } = search
  return Boolean(q ?? app ?? status ?? iclient ?? agent)
}
