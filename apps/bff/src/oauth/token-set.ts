import type { TokenEndpointResponse } from 'openid-client'
import type { OAuthClient } from './client.ts'

/** A token answer, read. */
export interface TokenSet {
  readonly accessToken: string
  readonly tokenType: string
  readonly refreshToken: string | null
  readonly obtainedAt: string
  /** null: neither the answer nor the application's file says. */
  readonly expiresAt: string | null
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
}

/** Some servers write "never" as the largest number they know, which is no date. */
const longestLifetimeS = 100 * 365 * 24 * 3600

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
    tokenType: answer.token_type.toLowerCase() === 'bearer' ? 'Bearer' : answer.token_type,
    refreshToken: answer.refresh_token ?? null,
    obtainedAt: new Date(context.requestedAt).toISOString(),
    expiresAt: lifetimeMs === null ? null : new Date(context.requestedAt + lifetimeMs).toISOString(),
    grantedScopes:
      answer.scope === undefined ? [...context.askedScopes] : answer.scope.split(/[\s,]+/).filter(Boolean),
    facts: { ...context.knownFacts, ...Object.fromEntries(facts) },
  }
}
