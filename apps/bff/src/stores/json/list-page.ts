import type { Direction, SortPosition } from './sort-order.ts'
import type { Entry } from './entry.ts'
import type { Matcher } from './match.ts'
import type { SortedIndex } from './sorted-index.ts'

interface PageRequest {
  readonly direction: Direction
  readonly after: SortPosition | null
  readonly matches: Matcher | null
  readonly limit: number
}

interface EntryPage {
  readonly entries: readonly Entry[]
  readonly hasMore: boolean
  readonly total: number
}

/** Without a filter only the page itself is touched; with one, every record is looked at, for the total. */
export function listPage(index: SortedIndex, { direction, after, matches, limit }: PageRequest): EntryPage {
  const start = after === null ? 0 : index.rankAfter(after, direction)
  const entries: Entry[] = []
  let total = matches === null ? index.size : 0
  let hasMore = false
  const end = matches === null ? Math.min(index.size, start + limit + 1) : index.size
  for (let rank = matches === null ? start : 0; rank < end; rank++) {
    const entry = index.at(rank, direction)
    if (entry === undefined || (matches !== null && !matches(entry))) continue
    if (matches !== null) total++
    if (rank < start) continue
    if (entries.length < limit) entries.push(entry)
    else hasMore = true
  }
  return { entries, hasMore: hasMore && limit > 0, total }
}
