import { type CollectionDefinition, type ListQuery, type StoredRecord, StoreError } from '../store.ts'
import type { Entry } from './entry.ts'
import { fold } from './fold.ts'
import { plainText } from './plain-text.ts'

export type Matcher = (entry: Entry) => boolean

/**
 * What a query asks of a record, or null where it takes all.
 *
 * @throws StoreError `invalid_argument`
 */
export function createMatcher<R extends StoredRecord>(
  { where = {}, search = '' }: ListQuery,
  definition: CollectionDefinition<R>,
): Matcher | null {
  const filters = Object.entries(where).map(([path, wanted]) => createFilter(path, wanted, definition))
  const words = fold(search).split(/\s+/).filter(Boolean)
  if (words.length > 0) {
    filters.push((entry) => {
      const text = (entry.searchText ??= searchTextOf(entry.record, definition.searchable))
      return words.every((word) => text.includes(word))
    })
  }
  const [first, ...others] = filters
  if (first === undefined || others.length === 0) return first ?? null
  return (entry) => filters.every((matches) => matches(entry))
}

function createFilter<R extends StoredRecord>(
  path: string,
  wanted: string | null | readonly (string | null)[],
  definition: CollectionDefinition<R>,
): Matcher {
  const valueOf = createReader(path, definition)
  const accepted = new Set(Array.isArray(wanted) ? wanted : [wanted])
  return (entry) => {
    const value = valueOf(entry)
    return Array.isArray(value) ? value.some((each) => accepted.has(each)) : accepted.has(value)
  }
}

/** What a record is filtered by; several where there are lists on the way. */
type Filtered = string | null | (string | null)[]

function read(value: unknown, steps: readonly string[], at = 0): Filtered {
  if (Array.isArray(value)) return value.length === 0 ? null : value.flatMap((each) => read(each, steps, at))
  const step = steps[at]
  if (step === undefined) return plainText(value)
  return typeof value === 'object' && value !== null ? read(Reflect.get(value, step), steps, at + 1) : null
}

/**
 * Reads what a record is filtered by.
 *
 * @throws StoreError `invalid_argument`
 */
export function createReader<R extends StoredRecord>(
  path: string,
  { name, filterable }: CollectionDefinition<R>,
): (entry: Entry) => Filtered {
  if (!filterable.includes(path)) {
    throw new StoreError('invalid_argument', `${name} cannot be filtered by ${path}.`)
  }
  const steps = path.split('.')
  return ({ record }) => read(record, steps)
}

/** A line a member: a word cannot match across two of them. */
function searchTextOf(record: StoredRecord, members: readonly string[]): string {
  const values = members.map((member): unknown => Reflect.get(record, member))
  const texts = values.flat().map(plainText)
  return fold(texts.filter((text) => text !== null).join('\n'))
}
