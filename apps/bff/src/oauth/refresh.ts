import * as client from 'openid-client'
import { configure, type OAuthClient, type OAuthDeps } from './client.ts'
import { translateOAuthError } from './oauth-error.ts'
import { readTokenSet, type TokenSet } from './token-set.ts'

export interface RefreshInput extends OAuthClient {
  readonly refreshToken: string
  readonly grantedScopes: readonly string[]
}

/**
 * One refresh (RFC 6749 section 6), without `scope`: some servers refuse it. The caller sees to it that only one runs
 * at a time for a connection, and that the answer is durable before anyone gets it.
 *
 * @returns the new tokens; the refresh token is the old one where the application did not replace it
 * @throws OAuthError
 */
export async function refreshTokens(deps: OAuthDeps, input: RefreshInput): Promise<TokenSet> {
  try {
    const configuration = await configure(deps, input)
    const requestedAt = Date.now()
    const answer = await client.refreshTokenGrant(configuration, input.refreshToken)
    const tokens = readTokenSet(answer, { client: input, requestedAt, askedScopes: input.grantedScopes })
    return { ...tokens, refreshToken: tokens.refreshToken ?? input.refreshToken }
  } catch (error) {
    throw translateOAuthError(error)
  }
}
