export interface Payload {
  grantId?: string | undefined
  uid?: string | undefined
  userCode?: string | undefined
  consumed?: unknown
  [member: string]: unknown
}

export interface StoredRecord {
  model: string
  id: string
  payload: Payload
  /** Epoch milliseconds; `null`: never. */
  expiresAt: number | null
}

const indexed = ['grantId', 'uid', 'userCode'] as const
type IndexedProperty = (typeof indexed)[number]

export class RecordIndex {
  readonly #records = new Map<string, StoredRecord>()
  readonly #keysBy = new Map<string, Set<string>>()

  get(model: string, id: string): StoredRecord | undefined {
    return this.#records.get(keyOf(model, id))
  }

  all(): StoredRecord[] {
    return [...this.#records.values()]
  }

  list(model: string): StoredRecord[] {
    return [...this.#records.values()].filter((record) => record.model === model)
  }

  findBy(model: string, property: IndexedProperty, value: string): StoredRecord[] {
    return [...(this.#keysBy.get(`${property}:${value}`) ?? [])]
      .map((key) => this.#records.get(key))
      .filter((record) => record?.model === model) as StoredRecord[]
  }

  expired(now: number): StoredRecord[] {
    return [...this.#records.values()].filter(({ expiresAt }) => expiresAt !== null && expiresAt <= now)
  }

  set(record: StoredRecord): void {
    this.delete(record.model, record.id)
    const key = keyOf(record.model, record.id)
    this.#records.set(key, record)
    for (const term of termsOf(record)) {
      const keys = this.#keysBy.get(term) ?? new Set()
      this.#keysBy.set(term, keys.add(key))
    }
  }

  delete(model: string, id: string): void {
    const key = keyOf(model, id)
    const record = this.#records.get(key)
    if (!record) return
    this.#records.delete(key)
    for (const term of termsOf(record)) {
      const keys = this.#keysBy.get(term)
      keys?.delete(key)
      if (keys?.size === 0) this.#keysBy.delete(term)
    }
  }
}

function keyOf(model: string, id: string): string {
  return `${model}/${id}`
}

function termsOf({ payload }: StoredRecord): string[] {
  return indexed.filter((property) => payload[property]).map((property) => `${property}:${payload[property]}`)
}
