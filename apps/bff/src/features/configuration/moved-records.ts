import type { Configuration, MovedConnection, MovedIClient } from '@patchbay/contracts/configuration'
import type { Deps } from '../../deps.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import type { IClientRecord } from '../../records/iclient.ts'
import { allOf } from '../../stores/all-of.ts'

/** Names by id, of all that connections refer to. */
export interface Names {
  readonly iClients: ReadonlyMap<string, string>
  readonly agents: ReadonlyMap<string, string>
  readonly connections: ReadonlyMap<string, string>
}

export interface Stored {
  readonly iClients: readonly IClientRecord[]
  readonly agents: readonly { readonly id: string; readonly name: string }[]
  readonly connections: readonly ConnectionRecord[]
}

const sort = { by: 'name', direction: 'asc' } as const

export async function readStored({ records }: Pick<Deps, 'records'>): Promise<Stored> {
  const [iClients, agents, connections] = await Promise.all([
    allOf(records.iClients, { sort }),
    allOf(records.agents, { sort }),
    allOf(records.connections, { sort }),
  ])
  return { iClients, agents, connections }
}

const namesOf = (records: readonly { readonly id: string; readonly name: string }[]) =>
  new Map(records.map(({ id, name }) => [id, name]))

export function namesIn({ iClients, agents, connections }: Stored): Names {
  return { iClients: namesOf(iClients), agents: namesOf(agents), connections: namesOf(connections) }
}

export function movedIClient(record: IClientRecord): MovedIClient {
  const { name, application, clientId, clientSecret } = record
  const {
    authorizationUrl = null,
    tokenUrl = null,
    accessTokenTtlMs = null,
    refreshTokenTtlMs = null,
  } = record
  const hasSecret = clientSecret !== null
  return {
    name,
    application,
    clientId,
    authorizationUrl,
    tokenUrl,
    accessTokenTtlMs,
    refreshTokenTtlMs,
    hasSecret,
  }
}

const nameOf = (names: ReadonlyMap<string, string>, id: string | null | undefined): string | null =>
  id === null || id === undefined || id === '' ? null : (names.get(id) ?? null)

export function movedConnection(record: ConnectionRecord, names: Names): MovedConnection {
  const { agentId, ...settings } = record.settings
  return {
    name: record.name,
    application: record.application,
    authType: record.authType,
    settings,
    scopes: [...record.scopes],
    iClient: nameOf(names.iClients, record.iClientId),
    agent: nameOf(names.agents, agentId),
    concurrencyLevel: record.advanced.concurrencyLevel,
    borrowConcurrencyFrom: nameOf(names.connections, record.advanced.borrowConcurrencyFrom),
  }
}

/** What belongs to the sandbox stays where it is. */
export async function exportedConfiguration(
  deps: Pick<Deps, 'records'>,
  isSandbox: (record: ConnectionRecord) => boolean,
): Promise<Configuration> {
  const stored = await readStored(deps)
  const names = namesIn(stored)
  const ofSandbox = new Set(stored.iClients.filter((each) => each.sandboxOf !== null).map(({ id }) => id))
  const connections = stored.connections.filter(
    (each) => !isSandbox(each) && !(each.iClientId !== null && ofSandbox.has(each.iClientId)),
  )
  return {
    kind: 'patchbay-configuration',
    formatVersion: 1,
    exportedAt: new Date().toISOString(),
    iClients: stored.iClients.filter(({ id }) => !ofSandbox.has(id)).map(movedIClient),
    connections: connections.map((record) => movedConnection(record, names)),
  }
}
