import { clientCredentials } from '../oauth/client-credentials.ts'
import { exchangeAssertion } from '../oauth/jwt-bearer.ts'
import { OAuthError } from '../oauth/oauth-error.ts'
import type { ConnectionRecord, Credentials } from '../records/connection.ts'
import { accessOf, clientOf, openSecrets } from './client-of.ts'
import { cookieSignIn, cookieSignOut } from './cookie-sign-in.ts'
import type { CredentialsDeps } from './credentials-deps.ts'
import { type Grant, tokenGrant } from './sealed-credentials.ts'

/** Whether a connection gets its access without anybody signing in in a browser. */
export function signsInDirectly(record: ConnectionRecord): boolean {
  const access = accessOf(record)
  return access.kind !== 'oauth2' || ['jwt-bearer', 'client-credentials'].includes(access.oauth.grant)
}

/** Whether a code has to be entered elsewhere (RFC 8628). */
export function signsInElsewhere(record: ConnectionRecord): boolean {
  const access = accessOf(record)
  return access.kind === 'oauth2' && access.oauth.grant === 'device'
}

/** A session that is replaced would hold a seat of the licence until it times out, and the next one may need that seat. */
export async function leaveSession(
  deps: CredentialsDeps,
  record: ConnectionRecord,
  credentials: Credentials,
): Promise<void> {
  const access = accessOf(record)
  if (access.kind !== 'cookie' || credentials.kind !== 'cookie') return
  try {
    await cookieSignOut(deps, access.cookie, credentials)
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    deps.log.info({ err: error, connection: record.id }, 'signing out of the old session failed')
  }
}

/**
 * Gets access with what the connection itself holds: a key, or a name and password.
 *
 * @throws OAuthError where the application refuses or cannot be asked
 */
export async function directSignIn(deps: CredentialsDeps, record: ConnectionRecord): Promise<Grant> {
  const access = accessOf(record)
  const secrets = openSecrets(deps, record)
  switch (access.kind) {
    case 'basic':
      return { credentials: { kind: 'basic' }, token: null }
    case 'cookie':
      return cookieSignIn(deps, access.cookie, secrets)
    case 'oauth2': {
      const client = await clientOf(deps, record)
      if (access.oauth.grant === 'client-credentials') {
        return tokenGrant(await clientCredentials(deps.oauth, { ...client, scopes: record.scopes }), true)
      }
      const { privateKey } = secrets
      if (privateKey === undefined)
        throw new OAuthError('other', 'The connection has no private key. Add it, then try again.')
      const input = { ...client, assertionKey: privateKey, scopes: record.scopes }
      return tokenGrant(await exchangeAssertion(deps.oauth, input), true)
    }
  }
}
