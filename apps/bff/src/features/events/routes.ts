import { type EventChange, listConnectionEvents, listEvents } from '@patchbay/contracts/events'
import { filterOf } from './event-filter.ts'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import { type Cursors, presentPage } from '../../http/cursor.ts'
import { notFound } from '../../http/http-problem.ts'
import type { AuditChange, AuditEvent, AuditValue } from '../../stores/store.ts'

const presentValue = (value: AuditValue): EventChange['before'] =>
  typeof value === 'object' && value !== null ? [...value] : value

const presentChange = ({ member, before, after }: AuditChange): EventChange => ({
  member,
  before: presentValue(before),
  after: presentValue(after),
})

const present = (event: AuditEvent) => ({
  ...event,
  target: event.target === null ? null : { ...event.target },
  changes: event.changes?.map(presentChange) ?? null,
})

export function eventRoutes(bind: Bind, deps: Pick<Deps, 'store' | 'records'>, cursors: Cursors): void {
  bind(listEvents, async ({ query }) => {
    const page = await deps.store.audit.list({
      ...filterOf(query),
      ...cursors.open(query.cursor),
      limit: query.limit,
    })
    return presentPage(page, cursors, present)
  })

  bind(listConnectionEvents, async ({ params, query }) => {
    if ((await deps.records.connections.get(params.id)) === null) throw notFound('connection')
    const page = await deps.store.audit.list({
      targetId: params.id,
      ...cursors.open(query.cursor),
      limit: query.limit,
    })
    return presentPage(page, cursors, present)
  })
}
