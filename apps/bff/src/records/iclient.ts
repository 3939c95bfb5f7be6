import type { CollectionDefinition, StoredRecord } from '../stores/store.ts'
import type { SealContext, Sealed } from '../vault/sealed.ts'

export interface IClientRecord extends StoredRecord {
  readonly name: string
  readonly application: string
  readonly clientId: string
  /** null: the client has none. */
  readonly clientSecret: Sealed | null
  readonly clientSecretUpdatedAt: string | null
  /** Absent in records from before there were any; null: as the connection's settings say. */
  readonly authorizationUrl?: string | null
  readonly tokenUrl?: string | null
  readonly accessTokenTtlMs?: number | null
  readonly refreshTokenTtlMs?: number | null
  /** Application of the stand-in that it is registered at; null for all others. */
  readonly sandboxOf: string | null
  readonly createdAt: string
  readonly createdBy: string
  readonly updatedAt: string
}

export const iClients: CollectionDefinition<IClientRecord> = {
  name: 'iclients',
  unique: ['name'],
  searchable: ['name', 'clientId'],
  filterable: ['application', 'sandboxOf'],
  sortable: ['name', 'createdAt', 'updatedAt'],
}

export function clientSecretContext(id: string): SealContext {
  return { collection: iClients.name, id, field: 'clientSecret' }
}
