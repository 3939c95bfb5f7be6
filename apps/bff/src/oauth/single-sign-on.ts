import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose'
import * as client from 'openid-client'
import type { OidcConfig } from '../config-oidc.ts'
import type { Outbound } from '../outbound/outbound.ts'
import { type LogoutNotice, readLogoutToken } from './logout-token.ts'
import { OAuthError, translateOAuthError } from './oauth-error.ts'

/** What must be remembered until the browser comes back. */
export interface SignOnStart {
  readonly url: string
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

/** Whom the provider vouches for. */
export interface SignOnIdentity {
  readonly issuer: string
  readonly subject: string
  /** Of the provider's session, where it says. */
  readonly sid: string | null
  readonly claims: Readonly<Record<string, unknown>>
}

export interface SignOnReturn extends Omit<SignOnStart, 'url'> {
  readonly redirectUri: string
  readonly parameters: URLSearchParams
}

/** Signing in at an OpenID Connect provider. What fails is an OAuthError. */
export interface SingleSignOn extends Pick<OidcConfig, 'label' | 'roleClaim' | 'roles'> {
  start(redirectUri: string): Promise<SignOnStart>
  finish(back: SignOnReturn): Promise<SignOnIdentity>
  readLogout(token: string): Promise<LogoutNotice>
}

interface Provider {
  readonly configuration: client.Configuration
  readonly keys: JWTVerifyGetKey
}

const keepMs = 10 * 60_000
const clockToleranceS = 60

function authenticationFor({ clientSecret }: OidcConfig, server: client.ServerMetadata): client.ClientAuth {
  if (clientSecret === null) return client.None()
  const offered = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return offered.includes('client_secret_basic')
    ? client.ClientSecretBasic(clientSecret)
    : client.ClientSecretPost(clientSecret)
}

async function discover(config: OidcConfig, outbound: Outbound): Promise<Provider> {
  const issuer = new URL(config.issuer)
  const fetch: client.CustomFetch = (url, { method, headers, body, signal }) =>
    outbound.fetch(url, { method, headers, body, signal })
  // http is refused or allowed by the address rules.
  const execute = [client.allowInsecureRequests]
  const found = await client.discovery(issuer, config.clientId, undefined, client.None(), {
    [client.customFetch]: fetch,
    execute,
  })
  const server = found.serverMetadata()
  const configuration = new client.Configuration(
    server,
    config.clientId,
    { [client.clockTolerance]: clockToleranceS },
    authenticationFor(config, server),
  )
  configuration[client.customFetch] = fetch
  for (const each of [...execute, client.enableNonRepudiationChecks]) each(configuration)
  if (server.jwks_uri === undefined) {
    throw new OAuthError('invalid_answer', 'The discovery document names no keys (jwks_uri).')
  }
  const keys = createRemoteJWKSet(new URL(server.jwks_uri), {
    [customFetch]: (url, { headers, method, signal }) =>
      outbound.fetch(url, { headers: new Headers(headers), method, signal }),
  })
  return { configuration, keys }
}

/** The provider's own description, asked for every ten minutes; the last one that was good serves where it is silent. */
function kept(ask: () => Promise<Provider>): () => Promise<Provider> {
  let last: { readonly provider: Provider; readonly until: number } | null = null
  return async () => {
    if (last !== null && last.until > Date.now()) return last.provider
    try {
      last = { provider: await ask(), until: Date.now() + keepMs }
    } catch (error) {
      if (last === null) throw error
    }
    return last.provider
  }
}

/** OpenID Connect Core section 5.4: beside an access token, many claims are told at the UserInfo endpoint only. */
async function claimsOf(
  configuration: client.Configuration,
  answer: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers,
): Promise<client.IDToken> {
  const told = answer.claims()
  if (told === undefined) throw new OAuthError('invalid_answer', 'The provider sent no ID token.')
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return told
  const more = await client.fetchUserInfo(configuration, answer.access_token, told.sub)
  return { ...more, ...told }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw translateOAuthError(error)
  }
}

export function createSingleSignOn(config: OidcConfig, outbound: Outbound): SingleSignOn {
  const provider = kept(() => discover(config, outbound))
  const { label, roleClaim, roles, scope, clientId } = config
  return {
    label,
    roleClaim,
    roles,
    start: (redirectUri) =>
      translated(async () => {
        const { configuration } = await provider()
        const secrets = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          codeVerifier: client.randomPKCECodeVerifier(),
        }
        const url = client.buildAuthorizationUrl(configuration, {
          redirect_uri: redirectUri,
          scope,
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(secrets.codeVerifier),
          code_challenge_method: 'S256',
        })
        return { ...secrets, url: url.href }
      }),
    finish: ({ redirectUri, parameters, state, nonce, codeVerifier }) =>
      translated(async () => {
        const { configuration } = await provider()
        const url = new URL(redirectUri)
        url.search = parameters.toString()
        const answer = await client.authorizationCodeGrant(configuration, url, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        })
        const claims = await claimsOf(configuration, answer)
        const sid = typeof claims['sid'] === 'string' ? claims['sid'] : null
        return { issuer: claims.iss, subject: claims.sub, sid, claims }
      }),
    readLogout: (token) =>
      translated(async () => {
        const { configuration, keys } = await provider()
        return readLogoutToken(token, keys, {
          issuer: configuration.serverMetadata().issuer,
          audience: clientId,
        })
      }),
  }
}
