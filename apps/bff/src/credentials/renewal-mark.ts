import type { ConnectionRecord } from '../records/connection.ts'
import { modify } from '../records/modify.ts'
import { accessOf } from './client-of.ts'
import type { CredentialsDeps } from './credentials-deps.ts'
import { wakeAtOf } from './sealed-credentials.ts'

/** Whether an answer that is lost takes the only refresh token along (RFC 9700 section 4.14.2, rotation). */
function isAtStake(record: ConnectionRecord): boolean {
  const access = accessOf(record)
  return access.kind === 'oauth2' && access.oauth.rotatesRefreshTokens
}

/**
 * Written before a refresh is sent, so that a process which dies between the application's answer and the writing of it
 * leaves a trace: the next one tries again at once, and knows what it means if the old refresh token is refused.
 */
export async function markRenewal(deps: CredentialsDeps, record: ConnectionRecord): Promise<void> {
  if (!isAtStake(record) || (record.renewingSince ?? null) !== null) return
  const now = new Date().toISOString()
  await modify<ConnectionRecord>(deps.records.connections, record.id, (current) =>
    current.credentials?.sealed === record.credentials?.sealed
      ? { ...current, renewingSince: now, wakeAt: now }
      : null,
  )
}

/** The application has answered, and not with tokens: nothing was lost. */
export async function unmarkRenewal(deps: CredentialsDeps, { id }: ConnectionRecord): Promise<void> {
  await modify<ConnectionRecord>(deps.records.connections, id, (current) =>
    (current.renewingSince ?? null) === null
      ? null
      : { ...current, renewingSince: null, wakeAt: wakeAtOf(current.token) },
  )
}
