import { HttpProblem, notFound } from '../http/http-problem.ts'
import { OAuthError } from '../oauth/oauth-error.ts'
import { refreshTokens } from '../oauth/refresh.ts'
import type { ConnectionRecord, Credentials } from '../records/connection.ts'
import { modify } from '../records/modify.ts'
import { accessOf, clientOf } from './client-of.ts'
import { directSignIn, leaveSession, signsInDirectly } from './direct-sign-in.ts'
import { isToken } from './request-headers.ts'
import { type Grant, liveCredentials, tokenGrant, withGrant } from './sealed-credentials.ts'
import type { CredentialsDeps } from './credentials-deps.ts'
import { isDue } from './refresh-ahead.ts'

/** A token that is handed out lives at least this much longer. */
export const marginMs = 60_000

export interface Fresh {
  readonly record: ConnectionRecord
  readonly credentials: Credentials
}

/** The application would refuse a refresh now, and might count it as a fault. */
function isTooYoung(record: ConnectionRecord): boolean {
  const access = accessOf(record)
  if (access.kind !== 'oauth2' || record.token === null) return false
  return Date.now() - Date.parse(record.token.obtainedAt) < access.oauth.minimumRefreshAgeMs
}

/**
 * Where the application does not say how long a token lives, only a 401 tells that it is over. One that may not be
 * renewed yet is used to its end.
 */
function isFresh(record: ConnectionRecord, marginOfMs: number): boolean {
  const expiresAt = record.token?.expiresAt ?? null
  if (expiresAt === null) return true
  const remainingMs = Date.parse(expiresAt) - Date.now()
  return remainingMs > marginOfMs || (remainingMs > 0 && isTooYoung(record))
}

function isSame(left: Credentials, right: Credentials | undefined): boolean {
  return right !== undefined && JSON.stringify(left) === JSON.stringify(right)
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

/** What ends the access for good, in words for the admin; undefined: another try may succeed. */
function endingOf(error: OAuthError, record: ConnectionRecord): string | undefined {
  if (error.message === unrenewable) return unrenewable
  // Elsewhere it is no word for the end: Exact Online says it of a refresh that comes too early.
  if (error.code === 'access_denied' && accessOf(record).kind === 'cookie') return refusedPassword
  return endings[error.code]
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

const refusedPassword =
  'The application does not accept the user name and password any more. Correct them, then authorize again.'
const unrenewable =
  'The access token has expired and the application gave none to renew it with. Authorize again.'

/** New credentials without anybody signing in: by the refresh token, or by what the connection itself holds. */
async function renew(deps: CredentialsDeps, { record, credentials }: Fresh): Promise<Grant> {
  if (signsInDirectly(record)) {
    await leaveSession(deps, record, credentials)
    return directSignIn(deps, record)
  }
  const { refreshToken, dpopKey = null } = isToken(credentials) ? credentials : { refreshToken: null }
  if (refreshToken === null) throw new OAuthError('invalid_grant', unrenewable)
  const client = await clientOf(deps, record)
  const grantedScopes = record.token?.grantedScopes ?? record.scopes
  const facts = record.token?.facts ?? {}
  return tokenGrant(
    await refreshTokens(deps.oauth, { ...client, refreshToken, grantedScopes, facts, dpopKey }),
  )
}

async function renewAndKeep(deps: CredentialsDeps, current: Fresh): Promise<Fresh> {
  const { record } = current
  const grant = await renew(deps, current)
  const stored = await modify(deps.records.connections, record.id, (now) => {
    if (now.credentials?.sealed !== record.credentials?.sealed) return null
    // New tokens of the old grant: a connection that went offline meanwhile, say for other scopes, stays so.
    const { status, statusReason } = now
    return { ...withGrant(deps, now, grant), status, statusReason }
  })
  if (stored === null) throw notFound('connection')
  return { record: stored, credentials: liveCredentials(deps, stored) }
}

async function renewOrExplain(deps: CredentialsDeps, current: Fresh): Promise<Fresh> {
  try {
    return await renewAndKeep(deps, current)
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    const ending = endingOf(error, current.record)
    if (ending === undefined) throw error
    await takeOffline(deps, current.record, ending)
    throw new HttpProblem('not_authorized_yet', ending, { cause: error })
  }
}

async function renewAlone(
  deps: CredentialsDeps,
  id: string,
  isUsable: (fresh: Fresh, forMs: number) => boolean,
): Promise<Fresh> {
  return deps.store.withLock(`refresh:${id}`, async () => {
    const current = await readCredentials(deps, id)
    if (isUsable(current, marginMs)) return current
    try {
      const renewed = await renewOrExplain(deps, current)
      deps.ahead.succeeded(current.record)
      return renewed
    } catch (error) {
      if (error instanceof OAuthError) deps.ahead.failed(current.record)
      if (error instanceof OAuthError && isUsable(current, 0)) return current
      throw error
    }
  })
}

/** Replaces a token that will soon end, while it is still handed out. */
function renewAhead(deps: CredentialsDeps, { record }: Fresh): void {
  const isRenewed = (fresh: Fresh) => !isDue(fresh.record)
  deps.ahead.start(record, () => renewAlone(deps, record.id, isRenewed))
}

/**
 * Credentials that can be used now, refreshed first where they must be. One refresh at a time for a connection; after
 * the wait the record is read again, since the one before has most likely done the work. A fresh token costs neither a
 * write nor a lock nor a request. One that will soon end is replaced in the background, and while an application fails,
 * the one that lives is handed out without asking again and again.
 *
 * @param refused credentials that the application has just answered 401 to; they are answered again where they may
 *   not be renewed yet
 * @throws HttpProblem `not_found`, `not_authorized_yet`; OAuthError where the application cannot be asked
 */
export async function freshCredentials(
  deps: CredentialsDeps,
  id: string,
  refused?: Credentials,
): Promise<Fresh> {
  const isUsable = ({ record, credentials }: Fresh, forMs: number) =>
    isSame(credentials, refused) ? isTooYoung(record) : isFresh(record, forMs)
  const first = await readCredentials(deps, id)
  if (isUsable(first, marginMs)) {
    if (isDue(first.record) && !isTooYoung(first.record)) renewAhead(deps, first)
    return first
  }
  if (isUsable(first, 0) && !deps.ahead.mayTry(first.record)) return first
  return renewAlone(deps, id, isUsable)
}
