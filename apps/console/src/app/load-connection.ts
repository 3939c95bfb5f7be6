import type { Connection } from '@patchbay/contracts/connection'
import type { QueryClient } from '@tanstack/react-query'
import { notFound } from '@tanstack/react-router'
import { isApiError } from '../api/api-error.ts'
import { applicationQueries } from '../api/applications.ts'
import { iClientQuery } from '../api/iclients.ts'
import { connectionQueries } from '../features/connections/queries.ts'
import { usesQuery } from '../features/connections/uses-queries.ts'
import { trafficQueries } from '../features/traffic/queries.ts'
import { trafficSearch } from '../features/traffic/traffic-search.ts'

/** What the page of a connection shows, before it is shown: nothing on it moves. Where a part fails, its section says so. */
export async function loadConnection(
  client: QueryClient,
  id: string,
  search: object,
): Promise<{ title: string }> {
  try {
    const [connection] = await Promise.all([
      client.ensureQueryData(connectionQueries.detail(id)).then(async (found) => {
        await loadNamed(client, found)
        return found
      }),
      client.prefetchQuery(trafficQueries.detail(id, trafficSearch.parse(search).traffic ?? 'hour')),
      client.prefetchQuery(usesQuery(id)),
      client.prefetchQuery(connectionQueries.events(id)),
      client.prefetchQuery(applicationQueries.list()),
    ])
    return { title: connection.name }
  } catch (error) {
    throw isApiError(error, 'not_found') ? notFound() : error
  }
}

/** What a connection only names by its id. */
async function loadNamed(client: QueryClient, connection: Connection): Promise<void> {
  const { application, iClientId, advanced } = connection
  const lenderId = advanced.borrowConcurrencyFrom
  await Promise.all([
    client.prefetchQuery(applicationQueries.detail(application)),
    iClientId !== null && client.prefetchQuery(iClientQuery(iClientId)),
    lenderId !== null && client.prefetchQuery(connectionQueries.detail(lenderId)),
  ])
}
