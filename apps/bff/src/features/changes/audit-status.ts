import type { Deps } from '../../deps.ts'
import { writeAudit } from '../../http/audit.ts'
import { connectionEventOf } from '../../records/connection-event.ts'

/** Going offline and coming back are in the audit log whatever brought them about. */
export function auditStatus(deps: Pick<Deps, 'changes' | 'store' | 'log'>): void {
  deps.changes.connections.listen((change) => {
    const event = connectionEventOf(change)
    if (event === null) return
    const { id, name } = event.connection
    const target = { collection: 'connections', id, name }
    void writeAudit(deps, { request: null, caller: null }, { action: event.type, code: null, target })
  })
}
