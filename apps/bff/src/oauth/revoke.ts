import * as client from 'openid-client'
import { configure, type OAuthClient, type OAuthDeps } from './client.ts'
import { translateOAuthError } from './oauth-error.ts'

export interface RevocationInput extends OAuthClient {
  readonly accessToken: string
  readonly refreshToken: string | null
}

/**
 * Revokes at the application (RFC 7009): the refresh token first, since it takes the grant with it at most servers.
 *
 * @returns false where the application has no revocation endpoint
 * @throws OAuthError
 */
export async function revokeTokens(deps: OAuthDeps, input: RevocationInput): Promise<boolean> {
  try {
    const configuration = await configure(deps, input)
    if (configuration.serverMetadata().revocation_endpoint === undefined) return false
    if (input.refreshToken !== null) {
      await client.tokenRevocation(configuration, input.refreshToken, { token_type_hint: 'refresh_token' })
    }
    await client.tokenRevocation(configuration, input.accessToken, { token_type_hint: 'access_token' })
    return true
  } catch (error) {
    throw translateOAuthError(error)
  }
}
