import { type ConnectionUses, maxUsesNamed } from '@patchbay/contracts/connection-uses'
import type { Deps } from '../../deps.ts'
import { placesOf } from '../../integrations/steps.ts'
import type { ApiKeyRecord } from '../../records/api-key.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import type { IntegrationRecord } from '../../records/integration.ts'
import { allOf } from '../../stores/all-of.ts'

/** Who uses a connection, all of them. */
export interface Users {
  readonly integrations: readonly IntegrationRecord[]
  readonly apiKeys: readonly ApiKeyRecord[]
  readonly borrowers: readonly ConnectionRecord[]
}

const sort = { by: 'name', direction: 'asc' } as const

export async function usersOf({ records }: Pick<Deps, 'records'>, id: string): Promise<Users> {
  const [integrations, apiKeys, borrowers] = await Promise.all([
    allOf(records.integrations, { where: { connectionIds: id }, sort }),
    allOf(records.apiKeys, { where: { connectionIds: id }, sort }),
    allOf(records.connections, { where: { 'advanced.borrowConcurrencyFrom': id }, sort }),
  ])
  return { integrations, apiKeys, borrowers }
}

function named(records: readonly { readonly id: string; readonly name: string }[]) {
  return records.slice(0, maxUsesNamed).map(({ id, name }) => ({ id, name }))
}

/** Named up to a limit of each kind, counted in full. */
export function presentUses({ integrations, apiKeys, borrowers }: Users, id: string): ConnectionUses {
  const steps = integrations.flatMap((each) => placesOf(each, (step) => step.connectionId === id))
  return {
    total: integrations.length + steps.length + apiKeys.length + borrowers.length,
    integrations: named(integrations),
    steps: steps.slice(0, maxUsesNamed),
    apiKeys: named(apiKeys),
    borrowers: named(borrowers),
  }
}

export async function usesOf(deps: Pick<Deps, 'records'>, id: string): Promise<ConnectionUses> {
  return presentUses(await usersOf(deps, id), id)
}
