import type { CollectionDefinition, StoredRecord } from '../stores/store.ts'

/** A signed-in browser. The id is a keyed hash of the cookie's token, so a copy of the data signs nobody in. */
export interface SessionRecord extends StoredRecord {
  readonly userId: string
  readonly createdAt: string
  /** Moves on while the session is used. */
  readonly expiresAt: string
  readonly lastSeenAt: string
}

export const sessions: CollectionDefinition<SessionRecord> = {
  name: 'sessions',
  unique: [],
  searchable: [],
  filterable: ['userId'],
  sortable: ['createdAt'],
  expiresBy: 'expiresAt',
}
