import { getIClient } from '@patchbay/contracts/iclients'
import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

/** Where all that is known of iClients is kept: a change of a connection's changes how often one is used. */
export const iClientsKey = ['iclients'] as const

/** One iClient, for its own page and for the list of those that use it. */
export function iClientQuery(id: string) {
  return queryOptions({
    queryKey: [...iClientsKey, 'detail', id],
    queryFn: ({ signal }) => call(getIClient, { params: { id }, signal }),
  })
}
