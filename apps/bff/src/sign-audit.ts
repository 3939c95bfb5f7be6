import type { Deps } from './deps.ts'
import { writeAudit } from './http/audit.ts'
import type { AuditHeadState } from './stores/store.ts'

const sentences: Record<Exclude<AuditHeadState, 'sound'>, string> = {
  missing: 'the head of the audit log is missing: last lines may have been cut off',
  forged: 'the head of the audit log was changed, or its key is no longer in the key ring',
  rewritten: 'the audit log was written anew, up to where its head says that it ends',
  cut_off: 'the last lines of the audit log were cut off',
}

/** Before anything is served. That somebody was at the log is itself in the log. */
export async function signAudit(deps: Pick<Deps, 'store' | 'log' | 'vault'>): Promise<void> {
  const state = await deps.store.audit.signHead(deps.vault.derive('audit'))
  if (state === 'sound') return
  deps.log.error({ state }, sentences[state])
  const happening = { action: 'activity.log_damaged', code: state, target: null }
  await writeAudit(deps, { request: null, caller: null }, happening)
}
