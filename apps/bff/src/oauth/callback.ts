import * as client from 'openid-client'
import { configure, type OAuthClient, type OAuthDeps } from './client.ts'
import { type DpopKey, dpopOption } from './dpop.ts'
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
  readonly dpopKey: DpopKey | null
  /** What the callback itself told, such as `domain_prefix`. */
  readonly facts: Readonly<Record<string, string>>
}

function callbackUrl({ redirectUri, parameters, oauth }: CallbackInput): URL {
  const url = new URL(redirectUri)
  url.search = parameters.toString()
  // RFC 9207 section 2.4 compares it with an issuer that is known.
  if (oauth.endpoints.issuer === null) url.searchParams.delete('iss')
  return url
}

/**
 * Checks the authorization response (state, `iss` where it is there or advertised, RFC 9207) and exchanges its code.
 *
 * @throws OAuthError
 */
export async function finishAuthorization(deps: OAuthDeps, input: CallbackInput): Promise<TokenSet> {
  const { dpopKey } = input
  try {
    const configuration = await configure(deps, input)
    const checks = {
      expectedState: input.state,
      ...(input.codeVerifier === null ? {} : { pkceCodeVerifier: input.codeVerifier }),
      ...(input.nonce === null ? {} : { expectedNonce: input.nonce }),
    }
    const requestedAt = Date.now()
    const answer = await client.authorizationCodeGrant(
      configuration,
      callbackUrl(input),
      checks,
      input.oauth.tokenParameters,
      await dpopOption(configuration, dpopKey),
    )
    const { scopes: askedScopes, facts: knownFacts } = input
    return readTokenSet(answer, { client: input, requestedAt, askedScopes, knownFacts, dpopKey })
  } catch (error) {
    throw translateOAuthError(error)
  }
}
