import type { eventFilters } from '@patchbay/contracts/events'
import type * as z from 'zod'
import type { AuditFilter } from '../../stores/store.ts'

type Filters = { readonly [name in keyof typeof eventFilters]?: z.output<(typeof eventFilters)[name]> }

/** What a query asks of the audit log. */
export function filterOf({ action, actor, target, result, from, to, q }: Filters): AuditFilter {
  return {
    ...(action === undefined ? {} : { actions: action.split(',') }),
    ...(actor === undefined ? {} : { actorId: actor }),
    ...(target === undefined ? {} : { targetId: target }),
    ...(result === undefined ? {} : { result }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(q === undefined ? {} : { search: q }),
  }
}
