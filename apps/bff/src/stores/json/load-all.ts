import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DamagedRecord, StoredRecord } from '../store.ts'
import { listSetAside, setAside } from './damaged-records.ts'
import { loadFolder } from './load-folder.ts'
import { SealedTally } from './sealed-tally.ts'

export interface StoreLog {
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

const collectionName = /^[a-z][a-z0-9-]*$/
/** Folders of the store's own beside those of the collections. */
const reservedNames = new Set(['damaged', 'lock', 'lock-eviction', 'backups'])

/** Records by collection. */
export type Loaded = Map<string, readonly StoredRecord[]>

/** Reads every collection's folder, and sets aside what is damaged. */
export async function loadAll(
  root: string,
  log: StoreLog,
): Promise<{ loaded: Loaded; damaged: DamagedRecord[]; sealed: SealedTally }> {
  const folders = await readdir(root, { withFileTypes: true })
  const names = folders
    .filter((one) => one.isDirectory() && isCollectionName(one.name))
    .map(({ name }) => name)
  const damaged = await listSetAside(root, names)
  for (const { collection, name, reason } of damaged) {
    log.warn({ collection, file: name, reason }, 'a damaged record is still set aside')
  }
  const loaded: Loaded = new Map()
  const sealed = new SealedTally()
  for (const collection of names) {
    const folder = await loadFolder(join(root, collection), sealed)
    loaded.set(collection, folder.records)
    const found = await Promise.all(folder.damaged.map((one) => setAside(root, { collection, ...one })))
    for (const one of found) log.error({ ...one }, 'damaged record set aside')
    damaged.push(...found)
  }
  return { loaded, damaged, sealed }
}

export function isCollectionName(name: string): boolean {
  return collectionName.test(name) && !reservedNames.has(name)
}
