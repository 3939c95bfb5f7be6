import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  type Collection,
  type CollectionDefinition,
  type DamagedRecord,
  type SealedWith,
  type Store,
  type StoredRecord,
  StoreError,
} from '../store.ts'
import { AuditFile } from './audit-file.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { Gate } from './gate.ts'
import { createGroupCommit } from './group-commit.ts'
import { JsonCollection } from './json-collection.ts'
import { KeyedQueue } from './keyed-queue.ts'
import { isCollectionName, loadAll, type Loaded, type StoreLog } from './load-all.ts'
import { proveWritable } from './prove-writable.ts'
import { RecordFolder } from './record-folder.ts'
import type { SealedTally } from './sealed-tally.ts'
import { storageError } from './storage-error.ts'

export interface JsonStoreOptions {
  /** Made if missing. Held by one process at a time. */
  readonly dir: string
  readonly log: StoreLog
  /** Called when the folder is held, before anything is read of it. */
  readonly prepare?: (root: string) => Promise<void>
}

const purgeEveryMs = 300_000

/**
 * Opens a folder of JSON files as a store.
 *
 * @throws StoreError `store_in_use`, `storage_unavailable`, `storage_full`
 */
export async function openJsonStore({ dir, log, prepare }: JsonStoreOptions): Promise<Store> {
  const root = resolve(dir)
  const lock = await makeAndLock(root, log)
  await prepare?.(root).catch(async (cause: unknown) => {
    await lock.release()
    throw cause
  })
  try {
    const read = await loadAll(root, log)
    const gate = new Gate()
    const hasRecords = [...read.loaded.values()].some((records) => records.length > 0)
    const audit = await AuditFile.open(join(root, 'audit.jsonl'), { gate, log, hasRecords })
    return new JsonStore({ root, log, lock, ...read, gate, audit })
  } catch (cause) {
    await lock.release()
    throw storageError(cause, `the folder ${root} could not be read`)
  }
}

async function makeAndLock(root: string, log: StoreLog): Promise<FolderLock> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw storageError(cause, `the folder ${root} could not be made`)
  }
  return lockFolder(root, log)
}

interface StoreParts {
  readonly root: string
  readonly log: StoreLog
  readonly lock: FolderLock
  readonly loaded: Loaded
  readonly damaged: readonly DamagedRecord[]
  readonly sealed: SealedTally
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

  /** One process holds the folder, so a queue in this one keeps out everyone else there can be. */
  withLock<T>(key: string, fn: () => Promise<T>): Promise<T> {
    return this.#locks.run(key, () => {
      this.#parts.gate.check()
      return fn()
    })
  }

  damaged(): readonly DamagedRecord[] {
    return this.#parts.damaged
  }

  quietly<T>(work: () => Promise<T>): Promise<T> {
    return this.#parts.gate.runAlone(work)
  }

  sealedWith(): ReadonlyMap<string, SealedWith> {
    return this.#parts.sealed.byKey
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
    const folders = [...this.#collections.values()].map(({ folder }) => folder.close())
    await Promise.allSettled([...folders, this.audit.close()])
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
