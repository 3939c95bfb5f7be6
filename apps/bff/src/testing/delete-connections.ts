import { deleteConnection, listConnections } from '@patchbay/contracts/connections'
import type { ApiClient } from './api-client.ts'

/** Else the background would renew the tokens of one test when the clock of the next one leaps. */
export async function deleteConnections(api: ApiClient): Promise<void> {
  const { items } = await api.ok(listConnections, { query: { limit: 100 } })
  for (const { id } of items) await api.ok(deleteConnection, { params: { id } })
}
