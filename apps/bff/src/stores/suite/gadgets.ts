import type { Collection, CollectionDefinition, Store, StoredRecord } from '../store.ts'

/** What the tests of a store are made with: a record that has a bit of everything. */
export interface Gadget extends StoredRecord {
  readonly name: string | null
  readonly code?: string
  readonly status?: string
  readonly note?: string | null
  readonly rank?: number | null
  readonly createdAt?: string
  readonly settings?: { readonly region?: string | null; readonly tags?: readonly string[] }
  readonly parts?: readonly { readonly id: string }[]
  readonly expiresAt?: string | null
}

export const gadgets: CollectionDefinition<Gadget> = {
  name: 'gadgets',
  unique: ['name', 'code'],
  searchable: ['name', 'note'],
  filterable: ['status', 'settings.region', 'settings.tags', 'parts.id'],
  sortable: ['name', 'rank', 'createdAt', 'note'],
  expiresBy: 'expiresAt',
}

/** The store of the test that runs. */
export interface SuiteContext {
  store(): Store
  records(): Collection<Gadget>
  /** Restarts, and gives the same collection of the store that is open then. */
  reopen(): Promise<Collection<Gadget>>
}
