import type { TokenEndpointResponse } from 'openid-client'
import type { OAuthClient } from './client.ts'
import type { DpopKey } from './dpop.ts'

/** A token answer, read. */
export interface TokenSet {
  readonly accessToken: string
  readonly tokenType: string
  readonly refreshToken: string | null
  /** The key that the tokens are bound to; null: whoever holds them may use them. */
  readonly dpopKey: DpopKey | null
  readonly obtainedAt: string
  /** null: neither the answer nor the application's file says. */
  readonly expiresAt: string | null
  /** When a refresh token that nobody uses lapses; null: nobody says. */
  readonly refreshExpiresAt: string | null
  readonly grantedScopes: readonly string[]
  readonly facts: Readonly<Record<string, string>>
}

export interface TokenSetContext {
  readonly client: OAuthClient
  /** Time when the request was sent, so that the lifetime is never taken for longer than it is. */
  readonly requestedAt: number
  /** Scopes that hold where the answer names none: it then grants what was asked (RFC 6749 section 5.1). */
  readonly askedScopes: readonly string[]
  /** Known already, from the callback or the token before; the answer's own replace them. */
  readonly knownFacts: Readonly<Record<string, string>>
  readonly dpopKey: DpopKey | null
}

/** Some servers write "never" as the largest number they know, which is no date. */
const longestLifetimeS = 100 * 365 * 24 * 3600

/** Token types are compared without regard to case (RFC 6749 section 5.1), and sent as schemes that some servers compare. */
const spelling: Readonly<Record<string, string>> = { bearer: 'Bearer', dpop: 'DPoP' }

/** No standard has a member for it: the first is Microsoft's and Google's, the second Keycloak's. */
const refreshLifetimes = ['refresh_token_expires_in', 'refresh_expires_in']

function refreshExpiry(
  answer: TokenEndpointResponse,
  { client, requestedAt }: TokenSetContext,
): string | null {
  const said = refreshLifetimes.map((name) => Number(answer[name] ?? 0)).find((seconds) => seconds > 0)
  const knownMs = client.refreshTokenTtlMs ?? client.oauth.refreshTokenTtlMs
  const lifetimeMs = said === undefined ? knownMs : Math.min(said, longestLifetimeS) * 1000
  return lifetimeMs === null || lifetimeMs === 0 ? null : new Date(requestedAt + lifetimeMs).toISOString()
}

export function readTokenSet(answer: TokenEndpointResponse, context: TokenSetContext): TokenSet {
  const { oauth, accessTokenTtlMs } = context.client
  const lifetimeMs =
    answer.expires_in === undefined
      ? (accessTokenTtlMs ?? oauth.accessTokenTtlMs)
      : Math.min(answer.expires_in, longestLifetimeS) * 1000
  const facts = oauth.tokenFacts.flatMap((name) => {
    const value = answer[name]
    return typeof value === 'string' ? [[name, value]] : []
  })
  return {
    accessToken: answer.access_token,
    tokenType: spelling[answer.token_type.toLowerCase()] ?? answer.token_type,
    refreshToken: answer.refresh_token ?? null,
    // RFC 9449 section 5: a server that does not know it answers with a bearer token.
    dpopKey: answer.token_type.toLowerCase() === 'dpop' ? context.dpopKey : null,
    obtainedAt: new Date(context.requestedAt).toISOString(),
    expiresAt: lifetimeMs === null ? null : new Date(context.requestedAt + lifetimeMs).toISOString(),
    refreshExpiresAt: refreshExpiry(answer, context),
    grantedScopes:
      answer.scope === undefined ? [...context.askedScopes] : answer.scope.split(/[\s,]+/).filter(Boolean),
    facts: { ...context.knownFacts, ...Object.fromEntries(facts) },
  }
}
