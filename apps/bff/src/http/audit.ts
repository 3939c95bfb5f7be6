import { signInLinkPrefix } from '@patchbay/contracts/sign-in-links'
import type { Request } from 'express'
import type { Logger } from 'pino'
import { newId } from '../new-id.ts'
import type { AuditEvent, AuditLog } from '../stores/store.ts'
import { browserOf } from './browser.ts'
import type { Caller } from './caller.ts'

/** Who did it, as far as is known: a caller, or only the id of a user, a key or a sign-in link. */
export type Actor = Pick<Caller, 'userId'> & Partial<Pick<Caller, 'kind' | 'userName'>>

/** Who asked and by which request; null: nobody did, it happened by itself. */
export interface Origin {
  readonly request: Request | null
  readonly caller: Actor | null
  /** The system's user who ran a command; then there is neither of the others. */
  readonly operator?: string
}

/** What happened; who asked, from where and with which request is added here. */
export type Happening = Pick<AuditEvent, 'action' | 'code' | 'target'> & Partial<Pick<AuditEvent, 'changes'>>

export interface AuditDeps {
  readonly store: { readonly audit: Pick<AuditLog, 'append'> }
  readonly log: Pick<Logger, 'error'>
}

const maxNameLength = 200

function kindOf({ request, caller, operator }: Origin): AuditEvent['actorKind'] {
  if (operator !== undefined) return 'operator'
  if (caller === null) return request === null ? 'patchbay' : 'visitor'
  if (caller.kind === 'key') return 'key'
  return caller.userId.startsWith(signInLinkPrefix) ? 'link' : 'user'
}

function whoOf(origin: Origin) {
  const { caller, request, operator } = origin
  return {
    actor: caller?.userId ?? null,
    actorName: (caller?.userName ?? operator)?.slice(0, maxNameLength) ?? null,
    actorKind: kindOf(origin),
    ...(request === null ? { address: null, userAgent: null } : browserOf(request)),
  }
}

/** What a failure that no call answered is called in the log. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'failed'
}

/**
 * Appends a line to the audit log. The change itself is done and durable by then, so a line that cannot be written is
 * an error in the log and not a failure of the change.
 */
export async function writeAudit(
  { store, log }: AuditDeps,
  origin: Origin,
  { action, code, target, changes = null }: Happening,
): Promise<void> {
  const event: AuditEvent = {
    id: newId('evt'),
    at: new Date().toISOString(),
    action,
    result: code === null ? 'success' : 'failure',
    code,
    ...whoOf(origin),
    target: target === null ? null : { ...target, name: target.name?.slice(0, maxNameLength) ?? null },
    changes,
    requestId: typeof origin.request?.id === 'string' ? origin.request.id : null,
  }
  await store.audit
    .append(event)
    .catch((error: unknown) => log.error({ err: error, event }, 'audit line not written'))
}
