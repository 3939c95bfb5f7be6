import { getConnectionUses, replaceEverywhere } from '@patchbay/contracts/connection-uses'
import { deleteConnection } from '@patchbay/contracts/connections'
import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { agentsKey } from '../../api/agents.ts'
import { apiKeysKey } from '../../api/api-keys.ts'
import { call } from '../../api/call.ts'
import { iClientsKey } from '../../api/iclients.ts'
import { integrationsKey } from '../../api/integrations.ts'
import { connectionQueries } from './queries.ts'

// Beside queries.ts, which the list needs: this is for the page of a connection.

export function usesQuery(id: string) {
  return queryOptions({
    queryKey: [...connectionQueries.all, 'uses', id],
    queryFn: ({ signal }) => call(getConnectionUses, { params: { id }, signal }),
  })
}

interface Removal {
  id: string
  /** The connection that takes its place first, wherever it is used. */
  instead: string | undefined
}

export function removeConnection() {
  return mutationOptions({
    mutationFn: async ({ id, instead }: Removal) => {
      if (instead !== undefined)
        await call(replaceEverywhere, { params: { id }, body: { withConnectionId: instead } })
      await call(deleteConnection, { params: { id } })
    },
    onSuccess: (_reply, { id }, _result, { client }) => {
      client.removeQueries({ queryKey: connectionQueries.detail(id).queryKey })
      client.removeQueries({ queryKey: usesQuery(id).queryKey })
    },
    // Also after a refusal: what has been replaced by then stays so, and somebody may have begun to use it.
    onSettled: (_reply, _error, _removal, _result, { client }) => {
      for (const queryKey of [iClientsKey, agentsKey, integrationsKey, apiKeysKey])
        void client.invalidateQueries({ queryKey })
      void client.invalidateQueries({
        queryKey: connectionQueries.all,
        predicate: (query) => query.queryKey[1] !== 'events',
      })
    },
  })
}
