import type { FlowRecord, IntegrationRecord } from '../../records/integration.ts'
import { type Page, StoreError } from '../../stores/store.ts'
import { foldName } from './flows.ts'

interface Query {
  readonly q?: string | undefined
  readonly after?: string
  readonly limit: number
}

/** A position names its integration, and the flow before it: where that was deleted, its place counts. */
function startOf({ id: integrationId }: IntegrationRecord, after: string, matching: readonly FlowRecord[]) {
  const [of, place = '', flowId] = after.split(' ')
  if (of !== integrationId) throw new StoreError('invalid_cursor', 'This is a page of another list.')
  const before = matching.findIndex(({ id }) => id === flowId)
  return before === -1 ? Number(place) : before + 1
}

/** The flows of an integration in the order in which they were made. */
export function flowPage(integration: IntegrationRecord, { q = '', after, limit }: Query): Page<FlowRecord> {
  const words = foldName(q).split(/\s+/).filter(Boolean)
  const matching = integration.flows.filter(({ name }) => {
    const text = foldName(name)
    return words.every((word) => text.includes(word))
  })
  const start = after === undefined ? 0 : startOf(integration, after, matching)
  const end = start + limit
  const last = matching[end - 1]
  const next = last !== undefined && end < matching.length ? `${integration.id} ${end - 1} ${last.id}` : null
  return { items: matching.slice(start, end), next, total: matching.length }
}
