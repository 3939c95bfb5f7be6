import type { Router } from 'express'

/** The settings of a connection to a stand-in, under the names of the catalogue's fields. */
export interface StandInSettings {
  instanceUri: string
  endpointName: string
  endpointVersion: string
}

export interface StandInScope {
  value: string
  description: string
}

/** What an application's own API may ask of its authorization server. */
export interface ApiContext {
  /** The scopes of a live access token; `undefined` when it is unknown, expired or revoked. */
  grantedScopes(accessToken: string): Promise<ReadonlySet<string> | undefined>
}

/**
 * All that tells one stand-in from another, in one file an application. The OAuth behind it is oidc-provider's, and the
 * pages are everybody's.
 */
export interface StandIn {
  /** The catalogue's id, and the path under which the stand-in is mounted. */
  application: 'lexbizz' | 'acumatica'
  name: string
  monogram: { text: string; color: string }
  settings(instanceUri: string): StandInSettings
  authorizationServer: {
    /** Below the instance; the issuer is the instance and this. */
    path: string
    /** Below the issuer. */
    routes: { authorization: string; token: string; revocation: string; userinfo: string; jwks: string }
    scopes: readonly StandInScope[]
    clientAuthentication: readonly ('client_secret_post' | 'client_secret_basic')[]
    accessTokenTtlSeconds: number
    refreshTokenTtlSeconds: number
    authorizationCodeTtlSeconds: number
    newClientId(): string
  }
  /** The application's API, mounted at the instance. */
  api(context: ApiContext): Router
}
