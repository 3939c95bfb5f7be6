import { OAuthError } from '../oauth/oauth-error.ts'
import type { ConnectionRecord } from '../records/connection.ts'
import { accessOf } from './client-of.ts'
import type { CredentialsDeps } from './credentials-deps.ts'

/** Where a server that is asked for all tells who signed in; null: it does not say. */
export async function userinfoUrlOf(
  { oauth }: CredentialsDeps,
  record: ConnectionRecord,
): Promise<string | null> {
  const access = accessOf(record)
  // Of a client's own token there is nobody to tell of.
  if (access.kind !== 'oauth2' || access.oauth.grant === 'client-credentials') return null
  const { issuer, discovers = false } = access.oauth.endpoints
  if (!discovers || issuer === null) return null
  try {
    return (await oauth.discovery.server(issuer)).userinfo_endpoint ?? null
  } catch (error) {
    if (error instanceof OAuthError) return null
    throw error
  }
}
