import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { TokenLedger } from './token-ledger.ts'

export interface StandInScope {
  value: string
  description: string
}

export interface Routes {
  authorization: string
  token: string
  revocation?: string
  userinfo?: string
  jwks?: string
  registration?: string
  pushed_authorization_request?: string
  device_authorization?: string
  code_verification?: string
}

export type TokenAnswer = Record<string, unknown>

export interface Exchange {
  ctx: KoaContextWithOIDC
  tokens: TokenLedger
  issuer: string
}

/** Where the application's answers differ from those of the specification: small changes of what oidc-provider answers. */
export interface Quirks {
  /** Before anything looks at an authorization request. */
  authorizationRequest?(query: KoaContextWithOIDC['query']): KoaContextWithOIDC['query']
  /** Throws what the application answers to a request it does not like; the client and its redirect URI are known. */
  checkAuthorization?(ctx: KoaContextWithOIDC): void
  /** The parameters of the redirect back to the client (RFC 6749 section 4.1.2). */
  callback?(parameters: URLSearchParams, ctx: KoaContextWithOIDC): void
  /** Throws what the application answers to a refresh it does not like; until here nothing has happened. */
  checkRefresh?(exchange: Exchange): void
  /** `token_type`, `expires_in` and the like. */
  tokenAnswer?(answer: TokenAnswer, exchange: Exchange): TokenAnswer | Promise<TokenAnswer>
  /** The detail is for the log, and tells apart what oidc-provider gives one code. */
  tokenError?(answer: TokenAnswer, detail: string): TokenAnswer
  /** Grants that are the application's own. */
  extend?(provider: Provider, issuer: string): void
}

export interface AuthorizationServer {
  /** Tells its tokens and cookies from those of the stand-in's other servers; none: it is the main one. */
  id: string
  /** Below the instance; the issuer is the instance and this. */
  path: string
  /** Below the issuer. What is not here is not there. */
  routes: Routes
  /** Metadata documents below `/.well-known`. */
  wellKnown: readonly ('openid-configuration' | 'oauth-authorization-server')[]
  /** `iss` in the callback (RFC 9207). */
  namesIssuer: boolean
  scopes: readonly StandInScope[]
  clientAuthentication: readonly ('client_secret_post' | 'client_secret_basic' | 'private_key_jwt' | 'none')[]
  accessTokenTtlSeconds: number
  refreshTokenTtlSeconds: number
  authorizationCodeTtlSeconds: number
  /** From the first sign-in, or from the last refresh. */
  refreshTokenLifetime: 'absolute' | 'idle'
  /** By the client's name where that is a switch of the stand-in. */
  rotatesRefreshTokens: boolean | ((clientName: string) => boolean)
  issuesRefreshToken(scopes: ReadonlySet<string>): boolean
  requiresPkce: boolean
  /** One registered redirect URI need not be sent. */
  redirectUriOptional: boolean
  features?: Configuration['features']
  quirks?: Quirks
}
