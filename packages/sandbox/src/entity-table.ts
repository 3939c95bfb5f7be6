import { createHash, randomUUID } from 'node:crypto'
import type { EntityType, FieldValue } from './entity.ts'

type Fields = Record<string, FieldValue>

interface Row {
  id: string
  fields: Fields
}

const mostRows = 10_000

/** The records of one entity. Made anew with each start: a sandbox is for trying out. */
export class EntityTable {
  readonly #type: EntityType
  readonly #rows: Row[]

  constructor(type: EntityType) {
    this.#type = type
    this.#rows = type.records.map((record) => ({ id: stableId(type, record), fields: { ...record } }))
  }

  list({ top, skip }: { top: number; skip: number }): unknown[] {
    return this.#rows.slice(skip, skip + top).map((row, at) => present(row, skip + at + 1))
  }

  /** By its id, or by the values of its keys: `/SalesOrder/SO/000123`. */
  find(path: readonly string[]): unknown {
    const row =
      this.#rows.find(({ id }) => path.length === 1 && id === path[0]?.toLowerCase()) ??
      this.#rows.find(({ fields }) => this.#isNamed(fields, path))
    return row && present(row, this.#rows.indexOf(row) + 1)
  }

  /** As Acumatica's PUT: changes the record that the keys name, or makes it. */
  put(change: Fields): { record: unknown; created: boolean } | undefined {
    const { keys, fields } = this.#type
    const known = Object.fromEntries(Object.entries(change).filter(([name]) => name in fields))
    const path = keys.map((key) => String(known[key] ?? ''))
    const found = this.#rows.find((row) => this.#isNamed(row.fields, path))
    if (found) {
      Object.assign(found.fields, known)
      return { record: present(found, this.#rows.indexOf(found) + 1), created: false }
    }
    if (path.includes('') || this.#rows.length >= mostRows) return undefined
    const row = { id: randomUUID(), fields: known }
    return { record: present(row, this.#rows.push(row)), created: true }
  }

  #isNamed(fields: Fields, path: readonly string[]): boolean {
    const { keys } = this.#type
    return keys.length === path.length && keys.every((key, at) => same(fields[key], path[at]))
  }
}

function same(value: FieldValue | undefined, text: string | undefined): boolean {
  return String(value).toLowerCase() === text?.toLowerCase()
}

function present({ id, fields }: Row, rowNumber: number): unknown {
  const values = Object.entries(fields).map(([name, value]) => [name, { value }])
  return { id, rowNumber, note: { value: '' }, ...Object.fromEntries(values), custom: {} }
}

/** The same after a restart, since programs remember ids. */
function stableId({ name, keys }: EntityType, record: Fields): string {
  const key = [name, ...keys.map((each) => record[each])].join('/')
  const hex = createHash('sha256').update(key).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
