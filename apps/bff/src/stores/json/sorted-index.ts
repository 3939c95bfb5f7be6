import type { Entry } from './entry.ts'
import { comparePositions, type Direction, type SortPosition, toSortValue } from './sort-order.ts'

/**
 * The records of a collection in the order of one member, kept up to date by binary search: about 20 comparisons and
 * one move of the array's tail a write, where sorting 100,000 names anew takes 0.3 s. Null values are kept apart,
 * since they come last in both directions.
 */
export class SortedIndex {
  readonly #member: string
  readonly #valued: Entry[]
  readonly #nulls: Entry[]

  constructor(member: string, entries: Iterable<Entry>) {
    this.#member = member
    const groups = Object.groupBy(entries, (entry) =>
      this.positionOf(entry).value === null ? 'nulls' : 'valued',
    )
    this.#valued = (groups.valued ?? []).toSorted((a, b) => this.#compare(a, b))
    this.#nulls = (groups.nulls ?? []).toSorted((a, b) => this.#compare(a, b))
  }

  get size(): number {
    return this.#valued.length + this.#nulls.length
  }

  add(entry: Entry): void {
    const group = this.#groupOf(entry)
    group.splice(this.#firstNotBefore(group, entry), 0, entry)
  }

  remove(entry: Entry): void {
    const group = this.#groupOf(entry)
    const index = this.#firstNotBefore(group, entry)
    if (group[index] === entry) group.splice(index, 1)
  }

  /** The entry at a rank, counted in the direction. */
  at(rank: number, direction: Direction): Entry | undefined {
    const isValued = rank < this.#valued.length
    const group = isValued ? this.#valued : this.#nulls
    const index = isValued ? rank : rank - this.#valued.length
    return group[direction === 'asc' ? index : group.length - 1 - index]
  }

  /** The first rank beyond a position, whether or not a record is still there. */
  rankAfter(position: SortPosition, direction: Direction): number {
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >>> 1
      const entry = this.at(middle, direction)
      if (entry !== undefined && comparePositions(this.positionOf(entry), position, direction) > 0)
        high = middle
      else low = middle + 1
    }
    return low
  }

  positionOf({ record }: Entry): SortPosition {
    return { value: toSortValue(Reflect.get(record, this.#member)), id: record.id }
  }

  #groupOf(entry: Entry): Entry[] {
    return this.positionOf(entry).value === null ? this.#nulls : this.#valued
  }

  #firstNotBefore(group: readonly Entry[], entry: Entry): number {
    let low = 0
    let high = group.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const candidate = group[middle]
      if (candidate !== undefined && this.#compare(candidate, entry) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  #compare(a: Entry, b: Entry): number {
    return comparePositions(this.positionOf(a), this.positionOf(b), 'asc')
  }
}
