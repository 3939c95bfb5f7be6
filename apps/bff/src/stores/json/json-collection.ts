import {
  type Collection,
  type CollectionDefinition,
  type ListQuery,
  type Page,
  type StoredRecord,
  StoreError,
} from '../store.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { Entry } from './entry.ts'
import type { Gate } from './gate.ts'
import { KeyedQueue } from './keyed-queue.ts'
import { listPage } from './list-page.ts'
import { createMatcher, createReader } from './match.ts'
import type { RecordFolder } from './record-folder.ts'
import { isRecordId } from './record-id.ts'
import { checkVersion } from './check-version.ts'
import { frozenCopy, writeRecord } from './record-text.ts'
import { SortedIndex } from './sorted-index.ts'
import { UniqueIndex } from './unique-index.ts'

interface CollectionParts<R extends StoredRecord> {
  readonly definition: CollectionDefinition<R>
  readonly records: readonly R[]
  readonly folder: RecordFolder
  readonly gate: Gate
  /** @throws StoreError when the folder is no longer ours to write to */
  readonly checkWritable: () => void
}

/**
 * All records in memory, each one a file. Memory changes only when the file has: what a reader sees is durable.
 * Writes of one record go one after the other, those of different records side by side.
 */
export class JsonCollection<R extends StoredRecord> implements Collection<R> {
  readonly #parts: CollectionParts<R>
  readonly #entries = new Map<string, Entry<R>>()
  readonly #unique: UniqueIndex<R>
  readonly #sorted = new Map<string, SortedIndex>()
  readonly #writes = new KeyedQueue()

  constructor(parts: CollectionParts<R>) {
    this.#parts = parts
    this.#unique = new UniqueIndex<R>(parts.definition.unique)
    for (const record of parts.records) this.#remember(null, record)
  }

  async get(id: string): Promise<R | null> {
    this.#parts.gate.check()
    return this.#entries.get(id)?.record ?? null
  }

  insert(record: Omit<R, 'version'>): Promise<R> {
    const { id, ...members } = record as unknown as StoredRecord
    return this.#write(id, async () => {
      if (!isRecordId(id)) throw new StoreError('invalid_argument', 'This id cannot be one of a record.')
      if (this.#entries.has(id))
        throw new StoreError('name_taken', `There is a record ${id}.`, { member: 'id' })
      return this.#replace(
        null,
        frozenCopy(Object.assign({ id, version: 1 }, members, { version: 1 }) as unknown as R),
      )
    })
  }

  update(record: R): Promise<R> {
    return this.#write(record.id, async () => {
      const before = this.#current(record.id)
      checkVersion(before.record, record.version)
      return this.#replace(before, frozenCopy({ ...record, version: before.record.version + 1 }))
    })
  }

  delete(id: string, version?: number): Promise<void> {
    return this.#write(id, async () => {
      const entry = this.#current(id)
      if (version !== undefined) checkVersion(entry.record, version)
      await this.#remove(entry)
    })
  }

  take(id: string): Promise<R | null> {
    return this.#write(id, async () => {
      const entry = this.#entries.get(id)
      if (entry === undefined) return null
      await this.#remove(entry)
      return entry.record
    })
  }

  async list(query: ListQuery): Promise<Page<R>> {
    const { definition, gate } = this.#parts
    gate.check()
    const { by, direction } = query.sort
    if (!(definition.sortable as readonly string[]).includes(by) || !(query.limit >= 0)) {
      throw new StoreError(
        'invalid_argument',
        `${definition.name} cannot be listed by ${by} with this limit.`,
      )
    }
    const order = `${by} ${direction}`
    const after = query.after === undefined ? null : decodeCursor(query.after, order)
    const matches = createMatcher(query, definition)
    const index = this.#sortedBy(by)
    const page = listPage(index, { direction, after, matches, limit: query.limit })
    const last = page.entries.at(-1)
    const next = page.hasMore && last !== undefined ? encodeCursor(order, index.positionOf(last)) : null
    return { items: page.entries.map((entry) => entry.record as R), next, total: page.total }
  }

  async ids(): Promise<readonly string[]> {
    this.#parts.gate.check()
    return [...this.#entries.keys()]
  }

  async countBy(path: string, values: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { definition, gate } = this.#parts
    gate.check()
    const valueOf = createReader(path, definition)
    const counts = new Map(values.map((value) => [value, 0]))
    for (const entry of this.#entries.values()) {
      const value = valueOf(entry)
      for (const each of Array.isArray(value) ? new Set(value) : [value]) {
        const count = each === null ? undefined : counts.get(each)
        if (each !== null && count !== undefined) counts.set(each, count + 1)
      }
    }
    return counts
  }

  /** Removes what has expired by a time. */
  async purge(nowMs: number): Promise<void> {
    const { expiresBy } = this.#parts.definition
    if (expiresBy === undefined) return
    const isExpired = ({ record }: Entry<R>) => Date.parse(String(record[expiresBy])) <= nowMs
    const expired = [...this.#entries.values()].filter(isExpired)
    const removals = expired.map(({ record: { id } }) =>
      this.#write(id, async () => {
        const entry = this.#entries.get(id)
        if (entry !== undefined && isExpired(entry)) await this.#remove(entry)
      }),
    )
    await Promise.all(removals)
  }

  #write<T>(id: string, write: () => Promise<T>): Promise<T> {
    const { gate, checkWritable } = this.#parts
    return gate.run(() =>
      this.#writes.run(id, () => {
        checkWritable()
        return write()
      }),
    )
  }

  #current(id: string): Entry<R> {
    const entry = this.#entries.get(id)
    if (entry === undefined) throw new StoreError('not_found', `There is no record ${id}.`)
    return entry
  }

  async #replace(before: Entry<R> | null, after: R): Promise<R> {
    this.#unique.reserve(after)
    try {
      const previous = before === null ? null : writeRecord(before.record)
      await this.#parts.folder.write(after.id, { text: writeRecord(after), previous })
      this.#remember(before, after)
    } finally {
      this.#unique.release(after)
    }
    return after
  }

  async #remove(entry: Entry<R>): Promise<void> {
    await this.#parts.folder.remove(entry.record.id, writeRecord(entry.record))
    this.#entries.delete(entry.record.id)
    this.#unique.replace(entry.record, null)
    for (const index of this.#sorted.values()) index.remove(entry)
  }

  #remember(before: Entry<R> | null, after: R): void {
    const entry: Entry<R> = { record: after, searchText: null }
    this.#entries.set(after.id, entry)
    this.#unique.replace(before?.record ?? null, after)
    for (const index of this.#sorted.values()) {
      if (before !== null) index.remove(before)
      index.add(entry)
    }
  }

  #sortedBy(member: string): SortedIndex {
    const known = this.#sorted.get(member)
    if (known !== undefined) return known
    const index = new SortedIndex(member, this.#entries.values())
    this.#sorted.set(member, index)
    return index
  }
}
