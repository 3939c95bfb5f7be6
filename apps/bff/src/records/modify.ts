import { type Collection, StoreError, type StoredRecord } from '../stores/store.ts'

const maxTries = 10

/**
 * Changes a record on top of whatever it is now: reads, applies `change`, writes, and begins again where somebody else
 * wrote in between. `change` may answer null to leave the record as it is.
 *
 * @returns the record as it then is; null where there is none
 */
export async function modify<R extends StoredRecord>(
  collection: Collection<R>,
  id: string,
  change: (record: R) => R | null,
): Promise<R | null> {
  for (let tries = 1; ; tries += 1) {
    const record = await collection.get(id)
    if (record === null) return null
    const changed = change(record)
    if (changed === null) return record
    try {
      return await collection.update(changed)
    } catch (error) {
      if (error instanceof StoreError && error.code === 'not_found') return null
      const isStale = error instanceof StoreError && error.code === 'stale_version'
      if (!isStale || tries === maxTries) throw error
    }
  }
}
