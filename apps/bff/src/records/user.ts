import type { CollectionDefinition, StoredRecord } from '../stores/store.ts'

export interface UserRecord extends StoredRecord {
  readonly name: string
  /** PHC string of argon2id. */
  readonly passwordHash: string
  readonly createdAt: string
}

export const users: CollectionDefinition<UserRecord> = {
  name: 'users',
  unique: ['name'],
  searchable: ['name'],
  filterable: [],
  sortable: ['name', 'createdAt'],
}
