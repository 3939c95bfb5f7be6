import { HttpProblem, notFound } from '../http/http-problem.ts'
import { OAuthError } from '../oauth/oauth-error.ts'
import { refreshTokens } from '../oauth/refresh.ts'
import type { ConnectionRecord, TokenCredentials } from '../records/connection.ts'
import { modify } from '../records/modify.ts'
import { clientOf } from './client-of.ts'
import type { CredentialsDeps } from './credentials-deps.ts'
import { directSignIn, leaveSession, signsInDirectly } from './direct-sign-in.ts'
import { endingOf, unrenewable } from './endings.ts'
import type { Fresh } from './fresh-credentials.ts'
import { hostOf } from './refreshes.ts'
import { markRenewal, unmarkRenewal } from './renewal-mark.ts'
import { isToken } from './request-headers.ts'
import { through } from './way-out.ts'
import { type Grant, liveCredentials, tokenGrant, withGrant } from './sealed-credentials.ts'

async function takeOffline(
  deps: CredentialsDeps,
  record: ConnectionRecord,
  statusReason: string,
): Promise<void> {
  const updatedAt = new Date().toISOString()
  await modify<ConnectionRecord>(deps.records.connections, record.id, (current) =>
    // Somebody may have authorized again meanwhile: only what was refused goes offline.
    current.credentials?.sealed === record.credentials?.sealed
      ? { ...current, status: 'offline', statusReason, renewingSince: null, wakeAt: null, updatedAt }
      : null,
  )
}

async function refresh(
  deps: CredentialsDeps,
  record: ConnectionRecord,
  { refreshToken, dpopKey = null }: Pick<TokenCredentials, 'refreshToken' | 'dpopKey'>,
): Promise<Grant> {
  if (refreshToken === null) throw new OAuthError('invalid_grant', unrenewable)
  const client = await clientOf(deps, record)
  await markRenewal(deps, record)
  const grantedScopes = record.token?.grantedScopes ?? record.scopes
  const facts = record.token?.facts ?? {}
  return tokenGrant(
    await refreshTokens(deps.oauth, { ...client, refreshToken, grantedScopes, facts, dpopKey }),
  )
}

/** New credentials without anybody signing in: by the refresh token, or by what the connection itself holds. */
async function renew(deps: CredentialsDeps, { record, credentials }: Fresh): Promise<Grant> {
  if (!signsInDirectly(record))
    return refresh(deps, record, isToken(credentials) ? credentials : { refreshToken: null })
  await leaveSession(deps, record, credentials)
  return directSignIn(deps, record)
}

/** What the host of the application has to do with it, told to the circuit that spares it. */
async function renewAtHost(deps: CredentialsDeps, current: Fresh): Promise<Grant> {
  const { circuits } = deps.refreshes
  const host = hostOf(current.record)
  circuits.enter(host)
  try {
    const grant = await renew(deps, current)
    circuits.succeeded(host)
    return grant
  } catch (error) {
    if (!(error instanceof OAuthError)) circuits.left(host)
    else if (error.passing) circuits.failed(host, error.retryAfterMs)
    else circuits.succeeded(host)
    throw error
  }
}

async function keep(
  deps: CredentialsDeps,
  { id, credentials }: ConnectionRecord,
  grant: Grant,
): Promise<Fresh> {
  const stored = await modify(deps.records.connections, id, (now) => {
    if (now.credentials?.sealed !== credentials?.sealed) return null
    // New tokens of the old grant: a connection that went offline meanwhile, say for other scopes, stays so.
    const { status, statusReason } = now
    return { ...withGrant(deps, now, grant), status, statusReason }
  })
  deps.refreshes.unwritten.forget(id)
  if (stored === null) throw notFound('connection')
  return { record: stored, credentials: liveCredentials(deps, stored) }
}

/** What was granted already and could not be written, else a new grant. */
async function granted(deps: CredentialsDeps, current: Fresh, onAnswered: () => void): Promise<Grant> {
  const { unwritten } = deps.refreshes
  const held = unwritten.of(current.record)
  if (held !== null) {
    onAnswered()
    return held
  }
  const way = await through(deps, current.record)
  const grant = await renewAtHost(way, current).finally(onAnswered)
  unwritten.hold(current.record, grant)
  return grant
}

/**
 * Renews the credentials of a connection, through its agent where it has one, and writes them down. The caller sees to it that only one does so at a time.
 *
 * @param onAnswered called when the application has answered, before anything is written
 * @throws HttpProblem `not_authorized_yet` where the access has ended: the connection is offline then; OAuthError where
 *   another try may succeed; HttpProblem `agent_offline` before anything is sent
 */
export async function renewCredentials(
  deps: CredentialsDeps,
  current: Fresh,
  onAnswered: () => void,
): Promise<Fresh> {
  const { record } = current
  try {
    return await keep(deps, record, await granted(deps, current, onAnswered))
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    const ending = endingOf(error, record)
    if (ending !== undefined) {
      await takeOffline(deps, record, ending)
      throw new HttpProblem('not_authorized_yet', ending, { cause: error })
    }
    if (!error.passing) await unmarkRenewal(deps, record)
    throw error
  }
}
