import type { Records } from './records.ts'

/** Kinds of records that the audit log names, by what it calls the kind. */
const collections = {
  agents: 'agents',
  'api-keys': 'apiKeys',
  connections: 'connections',
  iclients: 'iClients',
  integrations: 'integrations',
  users: 'users',
  webhooks: 'webhooks',
} as const satisfies Record<string, keyof Records>

/** What a target of the audit log is called now; null: it is gone, or of a kind without a name. */
export async function nameOfRecord(records: Records, collection: string, id: string): Promise<string | null> {
  if (collection === 'flows') return nameOfFlow(records, id)
  if (!Object.hasOwn(collections, collection)) return null
  const found = await records[collections[collection as keyof typeof collections]].get(id)
  return found?.name ?? null
}

async function nameOfFlow({ integrations }: Records, id: string): Promise<string | null> {
  const sort = { by: 'name', direction: 'asc' } as const
  const { items } = await integrations.list({ where: { 'flows.id': id }, sort, limit: 1 })
  return items[0]?.flows.find((each) => each.id === id)?.name ?? null
}
