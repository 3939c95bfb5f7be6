import type { QueryClient } from '@tanstack/react-query'
import { accountQueries } from '../features/account/queries.ts'
import { passkeysQuery } from '../features/passkeys/queries.ts'
import { totpQuery } from '../features/totp/queries.ts'

/** What the page shows, before it is shown: nothing on it moves. Where a part fails, its section says so. */
export async function loadAccount(client: QueryClient): Promise<void> {
  await Promise.all([
    client.prefetchQuery(accountQueries.own()),
    client.prefetchQuery(accountQueries.sessions()),
    client.prefetchQuery(passkeysQuery()),
    client.prefetchQuery(totpQuery()),
  ])
}
