import * as client from 'openid-client'
import { configure, type OAuthClient, type OAuthDeps } from './client.ts'
import { dpopKeyFor, dpopOption } from './dpop.ts'
import { translateOAuthError } from './oauth-error.ts'
import { readTokenSet, type TokenSet } from './token-set.ts'

export interface ClientCredentialsInput extends OAuthClient {
  readonly scopes: readonly string[]
}

/**
 * A token for the client itself (RFC 6749 section 4.4). There is no refresh token: when it ends, ask again.
 *
 * @throws OAuthError
 */
export async function clientCredentials(deps: OAuthDeps, input: ClientCredentialsInput): Promise<TokenSet> {
  const { oauth, scopes, scopeSeparator } = input
  try {
    const configuration = await configure(deps, input)
    const dpopKey = await dpopKeyFor(configuration, input)
    const scope = scopes.length === 0 ? {} : { scope: scopes.join(scopeSeparator) }
    const options = await dpopOption(configuration, dpopKey)
    const requestedAt = Date.now()
    const answer = await client.clientCredentialsGrant(
      configuration,
      { ...oauth.tokenParameters, ...scope },
      options,
    )
    return readTokenSet(answer, { client: input, requestedAt, askedScopes: scopes, knownFacts: {}, dpopKey })
  } catch (error) {
    throw translateOAuthError(error)
  }
}
