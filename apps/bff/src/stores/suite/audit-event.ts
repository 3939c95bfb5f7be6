import type { AuditEvent } from '../store.ts'

/** An event with nothing in it but what is given. */
export function auditEvent(members: Partial<AuditEvent> & { id: string }): AuditEvent {
  const at = '2026-01-01T00:00:00.000Z'
  const nobody = { code: null, actor: null, actorName: null, actorKind: null, address: null, userAgent: null }
  const nothing = { target: null, changes: null, requestId: null }
  return { at, action: 'connections.update', result: 'success', ...nobody, ...nothing, ...members }
}
