import { HttpProblem, notFound } from '../http/http-problem.ts'
import { OAuthError } from '../oauth/oauth-error.ts'
import { revokeTokens } from '../oauth/revoke.ts'
import type { ConnectionRecord, Credentials } from '../records/connection.ts'
import { modify } from '../records/modify.ts'
import { accessOf, clientOf } from './client-of.ts'
import { cookieSignOut } from './cookie-sign-in.ts'
import { through } from './way-out.ts'
import { isToken } from './request-headers.ts'
import { openCredentials } from './sealed-credentials.ts'
import type { CredentialsDeps } from './credentials-deps.ts'

export interface Revocation {
  readonly connection: ConnectionRecord
  readonly revokedAtApplication: boolean
  readonly detail: string
}

/** false: the application has nothing to revoke with. */
async function endAccess(
  deps: CredentialsDeps,
  record: ConnectionRecord,
  credentials: Credentials,
): Promise<boolean> {
  const access = accessOf(record)
  if (isToken(credentials)) {
    const { accessToken, refreshToken } = credentials
    return revokeTokens(deps.oauth, { ...(await clientOf(deps, record)), accessToken, refreshToken })
  }
  return access.kind === 'cookie' && credentials.kind === 'cookie'
    ? cookieSignOut(deps, access.cookie, credentials)
    : false
}

async function revokeThere(deps: CredentialsDeps, record: ConnectionRecord, credentials: Credentials) {
  try {
    const isRevoked = await endAccess(await through(deps, record), record, credentials)
    return isRevoked
      ? {
          revokedAtApplication: true,
          detail: 'The access was revoked at the application and forgotten here.',
        }
      : {
          revokedAtApplication: false,
          detail: 'The application offers no revocation. The access was forgotten here; remove it there too.',
        }
  } catch (error) {
    // The latter: the deployment brings the client no more.
    if (!(error instanceof OAuthError || error instanceof HttpProblem)) throw error
    deps.log.warn({ err: error, connection: record.id }, 'revocation at the application failed')
    const detail = `The access was forgotten here, but the application did not confirm. ${error.message}`
    return { revokedAtApplication: false, detail }
  }
}

/**
 * Revokes at the application where it can, and forgets the credentials in any case. Waits for a refresh under way, so
 * that tokens which it brings are revoked as well.
 *
 * @throws HttpProblem `not_found`
 */
export function revokeConnection(deps: CredentialsDeps, id: string): Promise<Revocation> {
  return deps.store.withLock(`refresh:${id}`, async () => {
    const record = await deps.records.connections.get(id)
    if (record === null) throw notFound('connection')
    const credentials = openCredentials(deps, record)
    if (credentials === null) {
      return { connection: record, revokedAtApplication: false, detail: 'There was nothing to revoke.' }
    }
    const outcome = await revokeThere(deps, record, credentials)
    const connection = await modify<ConnectionRecord>(deps.records.connections, id, (current) => ({
      ...current,
      credentials: null,
      token: null,
      lastTest: null,
      renewingSince: null,
      wakeAt: null,
      status: 'offline',
      statusReason: 'The access was revoked. Authorize the connection again to use it.',
      updatedAt: new Date().toISOString(),
    }))
    if (connection === null) throw notFound('connection')
    return { connection, ...outcome }
  })
}
