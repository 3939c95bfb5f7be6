import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { exportEvents } from '@patchbay/contracts/events'
import type { Request, Response, Router } from 'express'
import type { Deps } from '../../deps.ts'
import { writeAudit } from '../../http/audit.ts'
import type { Authorise } from '../../http/bind.ts'
import { invalidInput } from '../../http/translate-error.ts'
import { filterOf } from './event-filter.ts'

/** Not an endpoint that is bound, since its answer may be of any length: it is sent as it is read. */
export function exportRoute(router: Router, deps: Pick<Deps, 'store' | 'log'>, authorise: Authorise): void {
  router.get(exportEvents.path, async (request: Request, response: Response) => {
    const caller = await authorise(exportEvents, request)
    const query = exportEvents.query.safeParse(request.query)
    if (!query.success) throw invalidInput(query.error)
    const day = new Date().toISOString().slice(0, 10)
    response.set({
      'Content-Type': 'application/x-ndjson',
      'Content-Disposition': `attachment; filename="patchbay-activity-${day}.jsonl"`,
    })
    if (request.method === 'HEAD') return void response.end()
    const { action } = exportEvents.audit
    await writeAudit(deps, { request, caller }, { action, code: null, target: null })
    // One piece at a time: a browser that is slow, or stops, holds nothing in memory.
    const lines = Readable.from(deps.store.audit.lines(filterOf(query.data)), { highWaterMark: 1 })
    await pipeline(lines, response).catch((error: unknown) =>
      request.log.info({ err: error }, 'an export of the audit log broke off'),
    )
  })
}
