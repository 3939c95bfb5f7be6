import type { SealedWith, StoredRecord } from '../store.ts'

/** In the text of a record: within a value, the quotes would be escaped. */
const sealedMember = /"sealed":\s*"v1\.([A-Za-z0-9_-]{1,32})\./g
const named = 3

/** Counts, while files are read anyway, the records that need each key. */
export class SealedTally {
  readonly #byKey = new Map<string, { count: number; first: SealedWith['first'][number][] }>()

  add(collection: string, record: StoredRecord, text: string): void {
    const keyIds = new Set(text.matchAll(sealedMember).map(([, id = '']) => id))
    for (const keyId of keyIds) {
      const known = this.#byKey.get(keyId) ?? { count: 0, first: [] }
      this.#byKey.set(keyId, known)
      known.count += 1
      if (known.first.length < named) known.first.push({ collection, id: record.id, name: nameOf(record) })
    }
  }

  get byKey(): ReadonlyMap<string, SealedWith> {
    return this.#byKey
  }
}

function nameOf(record: StoredRecord): string | null {
  const name: unknown = Reflect.get(record, 'name')
  return typeof name === 'string' ? name : null
}
