import * as client from 'openid-client'
import { configure, type OAuthClient, type OAuthDeps } from './client.ts'
import { type DpopKey, dpopOption } from './dpop.ts'
import { OAuthError, translateOAuthError } from './oauth-error.ts'
import { readTokenSet, type TokenSet } from './token-set.ts'

export interface RefreshInput extends OAuthClient {
  readonly refreshToken: string
  readonly grantedScopes: readonly string[]
  readonly facts: Readonly<Record<string, string>>
  readonly dpopKey: DpopKey | null
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
    const answer = await client.refreshTokenGrant(
      configuration,
      input.refreshToken,
      input.oauth.tokenParameters,
      await dpopOption(configuration, input.dpopKey),
    )
    const { grantedScopes: askedScopes, facts: knownFacts, dpopKey } = input
    const tokens = readTokenSet(answer, { client: input, requestedAt, askedScopes, knownFacts, dpopKey })
    return { ...tokens, refreshToken: tokens.refreshToken ?? input.refreshToken }
  } catch (error) {
    throw asEnding(translateOAuthError(error), input)
  }
}

/** Some servers have words of their own for a refresh token that is over. */
function asEnding(error: OAuthError, { oauth: { refreshTokenEnded } }: RefreshInput): OAuthError {
  const { message, description } = error
  const isOver =
    refreshTokenEnded !== undefined && new RegExp(refreshTokenEnded, 'iu').test(description ?? '')
  return isOver ? new OAuthError('invalid_grant', message, { description, cause: error }) : error
}
