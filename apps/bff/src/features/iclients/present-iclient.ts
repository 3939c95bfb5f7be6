import type { IClient } from '@patchbay/contracts/iclients'
import type { Deps } from '../../deps.ts'
import type { IClientRecord } from '../../records/iclient.ts'

/** By iClient: how many connections use it. */
export type UserCounts = ReadonlyMap<string, number>

/** Counted for all at once: a page may hold 200 iClients, and there may be 100,000 connections. */
export function countUsers(
  { records }: Pick<Deps, 'records'>,
  iClients: readonly IClientRecord[],
): Promise<UserCounts> {
  return records.connections.countBy(
    'iClientId',
    iClients.map(({ id }) => id),
  )
}

/** A record as answers carry it: every member by name, so that the secret cannot slip through. */
export function presentIClient(record: IClientRecord, users: UserCounts): IClient {
  return {
    id: record.id,
    version: record.version,
    name: record.name,
    application: record.application,
    clientId: record.clientId,
    clientSecretUpdatedAt: record.clientSecretUpdatedAt,
    authorizationUrl: record.authorizationUrl ?? null,
    tokenUrl: record.tokenUrl ?? null,
    accessTokenTtlMs: record.accessTokenTtlMs ?? null,
    refreshTokenTtlMs: record.refreshTokenTtlMs ?? null,
    usedBy: users.get(record.id) ?? 0,
    sandbox: record.sandboxOf !== null,
    createdAt: record.createdAt,
    createdBy: record.createdBy,
    updatedAt: record.updatedAt,
  }
}
