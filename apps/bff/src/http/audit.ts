import type { Request } from 'express'
import type { Deps } from '../deps.ts'
import { newId } from '../new-id.ts'
import type { AuditEvent } from '../stores/store.ts'
import type { Caller } from './caller.ts'

/** Who asked and by which request; null: nobody did, it happened by itself. */
export interface Origin {
  readonly request: Request | null
  readonly caller: Pick<Caller, 'userId'> | null
}

/** What happened; who asked, from where and with which request is added here. */
export type Happening = Pick<AuditEvent, 'action' | 'code' | 'target'>

const maxNameLength = 200

/**
 * Appends a line to the audit log. The change itself is done and durable by then, so a line that cannot be written is
 * an error in the log and not a failure of the change.
 */
export async function writeAudit(
  { store, log }: Pick<Deps, 'store' | 'log'>,
  { request, caller }: Origin,
  { action, code, target }: Happening,
): Promise<void> {
  const event: AuditEvent = {
    id: newId('evt'),
    at: new Date().toISOString(),
    action,
    result: code === null ? 'success' : 'failure',
    code,
    actor: caller?.userId ?? null,
    address: request?.ip ?? null,
    target: target === null ? null : { ...target, name: target.name?.slice(0, maxNameLength) ?? null },
    requestId: typeof request?.id === 'string' ? request.id : null,
  }
  await store.audit
    .append(event)
    .catch((error: unknown) => log.error({ err: error, event }, 'audit line not written'))
}
