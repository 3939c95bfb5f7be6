import { type StoredRecord, StoreError } from '../store.ts'

/** @throws StoreError `stale_version` */
export function checkVersion(record: StoredRecord, version: number): void {
  if (record.version === version) return
  throw new StoreError('stale_version', `${record.id} has version ${record.version}, not ${version}.`)
}
