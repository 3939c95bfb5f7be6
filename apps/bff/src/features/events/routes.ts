import { listConnectionEvents, listEvents } from '@patchbay/contracts/events'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import { type Cursors, presentPage } from '../../http/cursor.ts'
import { notFound } from '../../http/http-problem.ts'
import type { AuditEvent } from '../../stores/store.ts'

const present = (event: AuditEvent) => ({
  ...event,
  target: event.target === null ? null : { ...event.target },
})

export function eventRoutes(bind: Bind, deps: Pick<Deps, 'store' | 'records'>, cursors: Cursors): void {
  bind(listEvents, async ({ query }) => {
    const page = await deps.store.audit.list({ ...cursors.open(query.cursor), limit: query.limit })
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
