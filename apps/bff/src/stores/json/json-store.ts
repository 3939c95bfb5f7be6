import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  type Collection,
  type CollectionDefinition,
  type DamagedRecord,
  type Store,
  type StoredRecord,
  StoreError,
} from '../store.ts'
import { AuditFile } from './audit-file.ts'
import { listSetAside, setAside } from './damaged-records.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { Gate } from './gate.ts'
import { createGroupCommit } from './group-commit.ts'
import { JsonCollection } from './json-collection.ts'
import { KeyedQueue } from './keyed-queue.ts'
import { loadFolder } from './load-folder.ts'
import { RecordFolder } from './record-folder.ts'
import { storageError } from './storage-error.ts'

export interface JsonStoreOptions {
  /** Made if missing. Held by one process at a time. */
  readonly dir: string
  readonly log: {
    warn(details: object, message: string): void
    error(details: object, message: string): void
  }
}

const collectionName = /^[a-z][a-z0-9-]*$/
/** Folders of the store's own beside those of the collections. */
const reservedNames = new Set(['damaged', 'lock', 'lock-eviction'])
const purgeEveryMs = 300_000

/**
 * Opens a folder of JSON files as a store.
 *
 * @throws StoreError `store_in_use`, `storage_unavailable`, `storage_full`
 */
export async function openJsonStore({ dir, log }: JsonStoreOptions): Promise<Store> {
  const root = resolve(dir)
  const lock = await prepareAndLock(root, log)
  try {
    const { loaded, damaged } = await loadAll(root, log)
    const gate = new Gate()
    const audit = await AuditFile.open(join(root, 'audit.jsonl'), gate)
    return new JsonStore({ root, log, lock, loaded, damaged, gate, audit })
  } catch (cause) {
    await lock.release()
    throw storageError(cause, `the folder ${root} could not be read`)
  }
}

async function prepareAndLock(root: string, log: JsonStoreOptions['log']): Promise<FolderLock> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw storageError(cause, `the folder ${root} could not be made`)
  }
  return lockFolder(root, log)
}

type Loaded = Map<string, readonly StoredRecord[]>

async function loadAll(
  root: string,
  log: JsonStoreOptions['log'],
): Promise<{ loaded: Loaded; damaged: DamagedRecord[] }> {
  const folders = await readdir(root, { withFileTypes: true })
  const names = folders
    .filter((one) => one.isDirectory() && isCollectionName(one.name))
    .map(({ name }) => name)
  const damaged = await listSetAside(root, names)
  for (const { collection, name, reason } of damaged) {
    log.warn({ collection, file: name, reason }, 'a damaged record is still set aside')
  }
  const loaded: Loaded = new Map()
  for (const collection of names) {
    const folder = await loadFolder(join(root, collection))
    loaded.set(collection, folder.records)
    const found = await Promise.all(folder.damaged.map((one) => setAside(root, { collection, ...one })))
    for (const one of found) log.error({ ...one }, 'damaged record set aside')
    damaged.push(...found)
  }
  return { loaded, damaged }
}

function isCollectionName(name: string): boolean {
  return collectionName.test(name) && !reservedNames.has(name)
}

interface StoreParts {
  readonly root: string
  readonly log: JsonStoreOptions['log']
  readonly lock: FolderLock
  readonly loaded: Loaded
  readonly damaged: readonly DamagedRecord[]
  readonly gate: Gate
  readonly audit: AuditFile
}

class JsonStore implements Store {
  readonly audit: AuditFile
  readonly #parts: StoreParts
  readonly #collections = new Map<string, { collection: JsonCollection<never>; folder: RecordFolder }>()
  readonly #locks = new KeyedQueue()
  readonly #purgeTimer = setInterval(() => void this.#purge(), purgeEveryMs).unref()
  readonly #prove = createGroupCommit(() => proveWritable(this.#parts.root))
  #closing: Promise<void> | null = null

  constructor(parts: StoreParts) {
    this.#parts = parts
    this.audit = parts.audit
  }

  collection<R extends StoredRecord>(definition: CollectionDefinition<R>): Collection<R> {
    const known = this.#collections.get(definition.name)
    if (known !== undefined) return known.collection
    const { name } = definition
    if (!isCollectionName(name))
      throw new StoreError('invalid_argument', `"${name}" cannot name a collection.`)
    const { root, gate, lock, loaded } = this.#parts
    const folder = new RecordFolder(join(root, name))
    const records = (loaded.get(name) ?? []) as readonly R[]
    loaded.delete(name)
    const checkWritable = () => lock.check()
    const collection = new JsonCollection<R>({ definition, records, folder, gate, checkWritable })
    this.#collections.set(name, { collection: collection as unknown as JsonCollection<never>, folder })
    if (definition.expiresBy !== undefined) void this.#purgeOne(name, collection)
    return collection
  }

  withLock<T>(key: string, fn: () => Promise<T>): Promise<T> {
    return this.#locks.run(key, fn)
  }

  damaged(): readonly DamagedRecord[] {
    return this.#parts.damaged
  }

  async ready(): Promise<void> {
    this.#parts.gate.check()
    this.#parts.lock.check()
    await this.#prove()
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    clearInterval(this.#purgeTimer)
    await this.#parts.gate.shut()
    await Promise.all([...this.#collections.values()].map(({ folder }) => folder.close()))
    await this.audit.close()
    await this.#parts.lock.release()
  }

  async #purge(): Promise<void> {
    await Promise.all(
      [...this.#collections].map(([name, { collection }]) => this.#purgeOne(name, collection)),
    )
  }

  async #purgeOne(name: string, collection: { purge(nowMs: number): Promise<void> }): Promise<void> {
    try {
      await collection.purge(Date.now())
    } catch (error) {
      if (error instanceof StoreError && error.code === 'store_closed') return
      this.#parts.log.warn({ collection: name, err: error }, 'expired records could not be removed')
    }
  }
}

/** A block's worth is written and synced: an empty file would fit on a full disk. */
async function proveWritable(root: string): Promise<void> {
  const file = join(root, '.write-check')
  try {
    const handle = await open(file, 'w', 0o600)
    try {
      await handle.writeFile(Buffer.alloc(4_096))
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (cause) {
    throw storageError(cause, 'nothing can be written')
  } finally {
    await rm(file, { force: true }).catch(() => {})
  }
}
