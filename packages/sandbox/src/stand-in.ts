import type { Router } from 'express'
import type { JWK } from 'oidc-provider'
import type { AuthorizationServer } from './authorization-server.ts'

/** An access token that is good: of a live grant, not expired, not ended. */
export interface LiveToken {
  scopes: ReadonlySet<string>
  clientId: string
  clientName: string
  /** Whose it is; `undefined`: the client's own (RFC 6749 section 4.4). */
  accountId: string | undefined
  /** Thumbprint of the key that must prove itself with it (RFC 9449 section 6). */
  jkt: string | undefined
}

/** What an application's own API may ask of its authorization servers. */
export interface ApiContext {
  /** The sandbox's origin and, below it, the stand-in's address. */
  origin: string
  address: string
  /** `undefined` when it is unknown, expired or revoked. */
  liveToken(accessToken: string): Promise<LiveToken | undefined>
  /** For APIs that take the two as user name and password. */
  isClient(clientId: string, clientSecret: string): boolean
  /** For what else lets somebody in, beside access tokens: it ends with all of them. */
  onEndAll(end: () => void): void
}

export interface StandInLink {
  label: string
  path: string
}

/** Members of a client's registration beyond its name and redirect URIs (RFC 7591 section 2). */
export type ClientExtras = Record<string, unknown>

/**
 * All that tells one stand-in from another, in one file an application. The OAuth behind it is oidc-provider's, and the
 * pages are everybody's.
 */
export interface StandIn {
  /** The catalogue's id, and the path under which the stand-in is mounted. */
  application: string
  name: string
  monogram: { text: string; color: string }
  /** Of a connection to the stand-in, under the names of the catalogue's fields. */
  settings(address: string): Record<string, string>
  newClientId(): string
  /** What its clients are registered with; the key is one that the form took. */
  clientExtras?(publicKey: JWK | undefined): ClientExtras
  /** Why the form takes a public key; where this is absent it takes none. */
  publicKeyHint?: string
  /** The first one's pages and clients are the stand-in's. */
  authorizationServers: readonly [AuthorizationServer, ...AuthorizationServer[]]
  /** What the first page tells of it, beside its address and its user. */
  facts(address: string): readonly (readonly [label: string, ...values: string[]])[]
  links: readonly StandInLink[]
  /** Where the API is, if not below the stand-in: in place of another host. */
  apiPath?: string
  api(context: ApiContext): Router
}
