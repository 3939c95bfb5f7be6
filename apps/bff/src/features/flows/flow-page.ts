import type { FlowRecord, IntegrationRecord } from '../../records/integration.ts'
import { type Page, StoreError } from '../../stores/store.ts'

interface Query {
  readonly q?: string | undefined
  readonly after?: string
  readonly limit: number
}

/** The flows of an integration in the order in which they were made. The position of a page is the id before it. */
export function flowPage({ flows }: IntegrationRecord, { q = '', after, limit }: Query): Page<FlowRecord> {
  const words = q.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  const matching = flows.filter(({ name }) => {
    const text = name.normalize('NFKC').toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const before = after === undefined ? -1 : matching.findIndex(({ id }) => id === after)
  if (after !== undefined && before === -1)
    throw new StoreError('invalid_cursor', 'This page follows a flow that is no longer there.')
  const items = matching.slice(before + 1, before + 1 + limit)
  const hasMore = before + 1 + items.length < matching.length
  return { items, next: hasMore ? (items.at(-1)?.id ?? null) : null, total: matching.length }
}
