import type { createIntegrationBody, updateIntegrationBody } from '@patchbay/contracts/integrations'
import type * as z from 'zod'
import {
  changeIntegration,
  checkVersion,
  type IntegrationDeps,
} from '../../integrations/change-integration.ts'
import { newId } from '../../new-id.ts'
import type { IntegrationRecord } from '../../records/integration.ts'

/** @throws StoreError `name_taken` */
export function createIntegration(
  { records }: IntegrationDeps,
  { name, description }: z.output<typeof createIntegrationBody>,
  userId: string,
): Promise<IntegrationRecord> {
  const now = new Date().toISOString()
  return records.integrations.insert({
    id: newId('int'),
    name,
    description,
    connectionIds: [],
    flows: [],
    replacement: null,
    createdAt: now,
    createdBy: userId,
    updatedAt: now,
  })
}

/** @throws HttpProblem `not_found`, `stale_version`; StoreError `name_taken` */
export function updateIntegration(
  deps: IntegrationDeps,
  id: string,
  { version, name, description }: z.output<typeof updateIntegrationBody>,
): Promise<IntegrationRecord> {
  return changeIntegration(deps, id, (current) => {
    checkVersion(current, version)
    return { ...current, name: name ?? current.name, description: description ?? current.description }
  })
}

/** With its flows, which are in the same record. */
export function deleteIntegration({ records, store }: IntegrationDeps, id: string): Promise<void> {
  return store.withLock(`integration:${id}`, () => records.integrations.delete(id))
}
