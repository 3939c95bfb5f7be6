import type { QueryClient } from '@tanstack/react-query'
import { notificationQueries } from '../features/notifications/queries.ts'
import { webhookQueries } from '../features/webhooks/queries.ts'

/** What the page shows, before it is shown: nothing on it moves. Where a part fails, its section says so. */
export async function loadSettings(client: QueryClient): Promise<void> {
  await Promise.all([
    client.prefetchInfiniteQuery(webhookQueries.list()),
    client.prefetchQuery(notificationQueries.settings()),
  ])
}
