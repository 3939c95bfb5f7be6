import * as client from 'openid-client'
import { configure, type OAuthClient, type OAuthDeps } from './client.ts'
import { translateOAuthError } from './oauth-error.ts'
import { readTokenSet, type TokenSet } from './token-set.ts'

export interface CallbackInput extends OAuthClient {
  readonly redirectUri: string
  /** Query of the callback, as the application sent it. */
  readonly parameters: URLSearchParams
  readonly scopes: readonly string[]
  readonly state: string
  readonly codeVerifier: string | null
  readonly nonce: string | null
  /** What the callback itself told, such as `domain_prefix`. */
  readonly facts: Readonly<Record<string, string>>
}

/**
 * Checks the authorization response (state, `iss` where it is there or advertised, RFC 9207) and exchanges its code.
 *
 * @throws OAuthError
 */
export async function finishAuthorization(deps: OAuthDeps, input: CallbackInput): Promise<TokenSet> {
  const url = new URL(input.redirectUri)
  url.search = input.parameters.toString()
  try {
    const configuration = await configure(deps, input)
    const requestedAt = Date.now()
    const answer = await client.authorizationCodeGrant(configuration, url, {
      expectedState: input.state,
      ...(input.codeVerifier === null ? {} : { pkceCodeVerifier: input.codeVerifier }),
      ...(input.nonce === null ? {} : { expectedNonce: input.nonce }),
    })
    return readTokenSet(answer, {
      client: input,
      requestedAt,
      askedScopes: input.scopes,
      knownFacts: input.facts,
    })
  } catch (error) {
    throw translateOAuthError(error)
  }
}
