import { plainText } from './plain-text.ts'

/** What records are sorted by; anything that is neither text, number nor boolean counts as null. */
export type SortValue = string | number | null

/** A place in a sorted list: between the record with this value and id and the one after it. */
export interface SortPosition {
  readonly value: SortValue
  readonly id: string
}

export type Direction = 'asc' | 'desc'

/** "a2" before "a10", "b" and "B" alike: as people look for names. */
const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'accent' })
const isoTime = /^\d{4}-\d\d-\d\dT/

export function toSortValue(value: unknown): SortValue {
  return typeof value === 'number' ? value : plainText(value)
}

/** By value, then by id; null values last in both directions. Total: 0 only for the same position. */
export function comparePositions(a: SortPosition, b: SortPosition, direction: Direction): number {
  if (a.value === null || b.value === null) {
    if (a.value !== b.value) return a.value === null ? 1 : -1
  }
  const ascending = compareValues(a.value, b.value) || compareText(a.id, b.id)
  return direction === 'asc' ? ascending : -ascending
}

/** Kinds are kept apart (numbers, times, names), so that the order is one even where a member mixes them. */
function compareValues(a: SortValue, b: SortValue): number {
  if (a === b || a === null || b === null) return 0
  const kind = kindOf(a)
  if (kind !== kindOf(b)) return kind - kindOf(b)
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b)
  return kind === 1 ? compareText(a, b) : byName.compare(a, b)
}

function kindOf(value: string | number): 0 | 1 | 2 {
  if (typeof value === 'number') return 0
  return isoTime.test(value) ? 1 : 2
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
