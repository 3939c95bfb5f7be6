import type { Integration, ListedIntegration, RegisteredConnection } from '@patchbay/contracts/integrations'
import type { Deps } from '../../deps.ts'
import { placesOf } from '../../integrations/steps.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import type { IntegrationRecord } from '../../records/integration.ts'
import { presentReplacement } from './replacements.ts'

type Reading = Pick<Deps, 'records'>

/** Those registered that are still there. */
export async function registeredWith(
  { records }: Reading,
  { connectionIds }: IntegrationRecord,
): Promise<ConnectionRecord[]> {
  const found = await Promise.all(connectionIds.map((id) => records.connections.get(id)))
  return found.filter((each) => each !== null)
}

export async function presentListed(deps: Reading, record: IntegrationRecord): Promise<ListedIntegration> {
  const connections = await registeredWith(deps, record)
  return {
    id: record.id,
    version: record.version,
    name: record.name,
    description: record.description,
    flows: record.flows.length,
    connections: connections.length,
    offlineConnections: connections.filter(({ status }) => status === 'offline').length,
    createdAt: record.createdAt,
    createdBy: record.createdBy,
    updatedAt: record.updatedAt,
  }
}

export async function presentIntegration(deps: Reading, record: IntegrationRecord): Promise<Integration> {
  const { replacement } = record
  return {
    ...(await presentListed(deps, record)),
    replacement: replacement === null ? null : presentReplacement(record, replacement),
  }
}

export function presentRegistered(
  integration: IntegrationRecord,
  { id, name, application, status, statusReason }: ConnectionRecord,
): RegisteredConnection {
  const steps = placesOf(integration, (step) => step.connectionId === id)
  return { id, name, application, status, statusReason, steps }
}
