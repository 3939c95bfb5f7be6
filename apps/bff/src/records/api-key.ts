import type { ApiKeyPermission } from '@patchbay/contracts/api-keys'
import type { CollectionDefinition, StoredRecord } from '../stores/store.ts'

/** The id is made of the key's SHA-256: a key is found by one look-up, and a copy of the data opens nothing. */
export interface ApiKeyRecord extends StoredRecord {
  readonly name: string
  readonly permissions: readonly ApiKeyPermission[]
  /** null: all. */
  readonly connectionIds: readonly string[] | null
  readonly hint: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
  readonly createdAt: string
  readonly createdBy: string
}

export const apiKeys: CollectionDefinition<ApiKeyRecord> = {
  name: 'api-keys',
  unique: ['name'],
  searchable: ['name'],
  filterable: ['connectionIds'],
  sortable: ['name', 'createdAt'],
}
