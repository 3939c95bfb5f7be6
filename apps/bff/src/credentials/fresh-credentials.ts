import { HttpProblem, notFound } from '../http/http-problem.ts'
import { OAuthError } from '../oauth/oauth-error.ts'
import { refreshTokens } from '../oauth/refresh.ts'
import type { ConnectionRecord, Credentials } from '../records/connection.ts'
import { modify } from '../records/modify.ts'
import { clientOf } from './client-of.ts'
import { liveCredentials, withTokens } from './sealed-credentials.ts'
import type { CredentialsDeps } from './credentials-deps.ts'

/** A token that is handed out lives at least this much longer. */
export const marginMs = 60_000

export interface Fresh {
  readonly record: ConnectionRecord
  readonly credentials: Credentials
}

/** Where the application does not say how long a token lives, only a 401 tells that it is over. */
function isFresh(record: ConnectionRecord, marginOfMs: number): boolean {
  const expiresAt = record.token?.expiresAt ?? null
  return expiresAt === null || Date.parse(expiresAt) - Date.now() > marginOfMs
}

/** The credentials as they are. @throws HttpProblem `not_found`, `not_authorized_yet` */
export async function readCredentials(deps: CredentialsDeps, id: string): Promise<Fresh> {
  const record = await deps.records.connections.get(id)
  if (record === null) throw notFound('connection')
  return { record, credentials: liveCredentials(deps, record) }
}

const endings: Partial<Record<OAuthError['code'], string>> = {
  invalid_grant:
    'The application ended the access: it expired, was revoked or was used elsewhere. Authorize again.',
  invalid_client:
    'The application no longer accepts the client ID and secret. Correct the iClient, then authorize again.',
  unauthorized_client:
    'The application no longer allows this client to refresh. Check the client there, then authorize again.',
}

async function takeOffline(
  deps: CredentialsDeps,
  record: ConnectionRecord,
  statusReason: string,
): Promise<void> {
  await modify<ConnectionRecord>(deps.records.connections, record.id, (current) =>
    // Somebody may have authorized again meanwhile: only what was refused goes offline.
    current.credentials?.sealed === record.credentials?.sealed
      ? { ...current, status: 'offline', statusReason, updatedAt: new Date().toISOString() }
      : null,
  )
}

async function refresh(
  deps: CredentialsDeps,
  record: ConnectionRecord,
  refreshToken: string,
): Promise<Fresh> {
  const client = await clientOf(deps, record)
  const grantedScopes = record.token?.grantedScopes ?? record.scopes
  const tokens = await refreshTokens(deps.oauth, { ...client, refreshToken, grantedScopes })
  const stored = await modify(deps.records.connections, record.id, (current) => {
    if (current.credentials?.sealed !== record.credentials?.sealed) return null
    // New tokens of the old grant: a connection that went offline meanwhile, say for other scopes, stays so.
    const { status, statusReason } = current
    return { ...withTokens(deps, current, tokens), status, statusReason }
  })
  if (stored === null) throw notFound('connection')
  return { record: stored, credentials: liveCredentials(deps, stored) }
}

async function refreshOrExplain(deps: CredentialsDeps, current: Fresh): Promise<Fresh> {
  const { record, credentials } = current
  if (credentials.refreshToken === null) {
    await takeOffline(
      deps,
      record,
      'The access token has expired and the application gave none to renew it with. Authorize again.',
    )
    throw new HttpProblem(
      'not_authorized_yet',
      'The access token has expired and cannot be renewed. Authorize the connection again.',
    )
  }
  try {
    return await refresh(deps, record, credentials.refreshToken)
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    const ending = endings[error.code]
    if (ending === undefined) throw error
    await takeOffline(deps, record, ending)
    throw new HttpProblem('not_authorized_yet', ending, { cause: error })
  }
}

/**
 * Credentials that can be used now, refreshed first where they must be. One refresh at a time for a connection; after
 * the wait the record is read again, since the one before has most likely done the work. A fresh token costs neither a
 * write nor a lock nor a request.
 *
 * @param refused access token that the application has just answered 401 to
 * @throws HttpProblem `not_found`, `not_authorized_yet`; OAuthError where the application cannot be asked
 */
export async function freshCredentials(deps: CredentialsDeps, id: string, refused?: string): Promise<Fresh> {
  const isUsable = ({ record, credentials }: Fresh, forMs: number) =>
    credentials.accessToken !== refused && isFresh(record, forMs)
  const first = await readCredentials(deps, id)
  if (isUsable(first, marginMs)) return first
  return deps.store.withLock(`refresh:${id}`, async () => {
    const current = await readCredentials(deps, id)
    if (isUsable(current, marginMs)) return current
    try {
      return await refreshOrExplain(deps, current)
    } catch (error) {
      const isPassing = error instanceof OAuthError && error.passing
      if (isPassing && isUsable(current, 0)) return current
      throw error
    }
  })
}
