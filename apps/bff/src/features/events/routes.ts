import { type EventChange, listConnectionEvents, listEvents } from '@patchbay/contracts/events'
import { filterOf } from './event-filter.ts'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import { type Cursors, presentPage } from '../../http/cursor.ts'
import { notFound } from '../../http/http-problem.ts'
import { nameOfRecord } from '../../records/named-record.ts'
import type { Records } from '../../records/records.ts'
import type { AuditChange, AuditEvent, AuditValue, Page } from '../../stores/store.ts'

const presentValue = (value: AuditValue): EventChange['before'] =>
  typeof value === 'object' && value !== null ? [...value] : value

const presentChange = ({ member, before, after }: AuditChange): EventChange => ({
  member,
  before: presentValue(before),
  after: presentValue(after),
})

async function presentEvent(records: Records, { target, ...event }: AuditEvent) {
  const name = target === null ? null : await nameOfRecord(records, target.collection, target.id)
  return {
    ...event,
    target: target === null ? null : { ...target },
    targetExists: name !== null,
    changes: event.changes?.map(presentChange) ?? null,
  }
}

async function presentEvents({ records }: Pick<Deps, 'records'>, page: Page<AuditEvent>, cursors: Cursors) {
  const items = await Promise.all(page.items.map((event) => presentEvent(records, event)))
  return presentPage({ ...page, items }, cursors, (item) => item)
}

export function eventRoutes(bind: Bind, deps: Pick<Deps, 'store' | 'records'>, cursors: Cursors): void {
  bind(listEvents, async ({ query }) => {
    const page = await deps.store.audit.list({
      ...filterOf(query),
      ...cursors.open(query.cursor),
      limit: query.limit,
    })
    return presentEvents(deps, page, cursors)
  })

  bind(listConnectionEvents, async ({ params, query }) => {
    if ((await deps.records.connections.get(params.id)) === null) throw notFound('connection')
    const page = await deps.store.audit.list({
      targetId: params.id,
      ...cursors.open(query.cursor),
      limit: query.limit,
    })
    return presentEvents(deps, page, cursors)
  })
}
