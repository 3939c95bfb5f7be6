import type { StoredRecord } from '../store.ts'

/** A record in memory, with what was worked out from it. A new version of the record is a new entry. */
export interface Entry<R extends StoredRecord = StoredRecord> {
  readonly record: R
  /** Folded text of the searchable members, made when it is first searched. */
  searchText: string | null
}
