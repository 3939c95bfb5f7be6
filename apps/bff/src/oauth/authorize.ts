import * as client from 'openid-client'
import { configure, type OAuthClient, type OAuthDeps } from './client.ts'
import { type DpopKey, dpopKeyFor, dpopOption } from './dpop.ts'
import { OAuthError, translateOAuthError } from './oauth-error.ts'

export interface AuthorizationInput extends OAuthClient {
  readonly scopes: readonly string[]
  readonly redirectUri: string
}

/** Where to send the browser, and what must be remembered until it comes back. */
export interface AuthorizationStart {
  readonly url: string
  readonly state: string
  readonly codeVerifier: string | null
  readonly nonce: string | null
  readonly dpopKey: DpopKey | null
}

/** Beyond what every request has. */
async function parametersOf(
  input: AuthorizationInput,
  codeVerifier: string | null,
): Promise<Record<string, string>> {
  const { scopes, scopeSeparator, oauth, redirectUri } = input
  return {
    ...oauth.authorizationParameters,
    redirect_uri: redirectUri,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(scopeSeparator) }),
    ...(codeVerifier === null
      ? {}
      : {
          code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: 'S256',
        }),
  }
}

function requireAuthorizationEndpoint({ authorization_endpoint }: client.ServerMetadata): void {
  if (authorization_endpoint !== undefined) return
  const message =
    'The discovery document names no authorization endpoint, so nobody can sign in there by browser.'
  throw new OAuthError(
    'invalid_answer',
    `${message} Choose another authentication type, or write the Authorization URL by hand.`,
  )
}

/**
 * Builds the authorization request: code flow with PKCE S256 (RFC 7636), a random state, a nonce with `openid`, pushed
 * (RFC 9126) where the application offers it, bound to a DPoP key (RFC 9449 section 10) where that is wanted.
 *
 * @throws OAuthError
 */
export async function startAuthorization(
  deps: OAuthDeps,
  input: AuthorizationInput,
): Promise<AuthorizationStart> {
  const { oauth, scopes } = input
  const state = client.randomState()
  // An ID token can be checked only where it is known who must have issued it.
  const nonce = scopes.includes('openid') && oauth.endpoints.issuer !== null ? client.randomNonce() : null
  const codeVerifier = oauth.pkce === 'S256' ? client.randomPKCECodeVerifier() : null
  try {
    const configuration = await configure(deps, input)
    const server = configuration.serverMetadata()
    requireAuthorizationEndpoint(server)
    const dpopKey = await dpopKeyFor(configuration, input)
    const dpop = await dpopOption(configuration, dpopKey)
    const parameters = {
      ...(await parametersOf(input, codeVerifier)),
      state,
      ...(nonce === null ? {} : { nonce }),
      ...(dpop.DPoP === undefined ? {} : { dpop_jkt: await dpop.DPoP.calculateThumbprint() }),
    }
    const url =
      server.pushed_authorization_request_endpoint === undefined
        ? client.buildAuthorizationUrl(configuration, parameters)
        : await client.buildAuthorizationUrlWithPAR(configuration, parameters, dpop)
    return { url: url.href, state, codeVerifier, nonce, dpopKey }
  } catch (error) {
    throw translateOAuthError(error)
  }
}
