import * as client from 'openid-client'
import { configure, type OAuthClient, type OAuthDeps } from './client.ts'
import { translateOAuthError } from './oauth-error.ts'

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
}

/**
 * Builds the authorization request: code flow with PKCE S256 (RFC 7636), a random state, a nonce with `openid`, pushed
 * (RFC 9126) where the application offers it.
 *
 * @throws OAuthError
 */
export async function startAuthorization(
  deps: OAuthDeps,
  input: AuthorizationInput,
): Promise<AuthorizationStart> {
  const { scopeSeparator, oauth } = input
  const state = client.randomState()
  const nonce = input.scopes.includes('openid') ? client.randomNonce() : null
  const codeVerifier = oauth.pkce === 'S256' ? client.randomPKCECodeVerifier() : null
  const parameters: Record<string, string> = { redirect_uri: input.redirectUri, state }
  if (input.scopes.length > 0) parameters['scope'] = input.scopes.join(scopeSeparator)
  if (nonce !== null) parameters['nonce'] = nonce
  if (codeVerifier !== null) {
    parameters['code_challenge'] = await client.calculatePKCECodeChallenge(codeVerifier)
    parameters['code_challenge_method'] = 'S256'
  }
  try {
    const configuration = await configure(deps, input)
    const isPushed = configuration.serverMetadata().pushed_authorization_request_endpoint !== undefined
    const url = isPushed
      ? await client.buildAuthorizationUrlWithPAR(configuration, parameters)
      : client.buildAuthorizationUrl(configuration, parameters)
    return { url: url.href, state, codeVerifier, nonce }
  } catch (error) {
    throw translateOAuthError(error)
  }
}
