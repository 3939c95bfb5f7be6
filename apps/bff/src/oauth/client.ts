import type { OAuthFacts } from '@patchbay/applications/definition'
import * as client from 'openid-client'
import type { Outbound } from '../outbound/outbound.ts'
import type { Discovery } from './discovery.ts'
import { tokenFetch } from './token-fetch.ts'

/** What the engine needs to reach applications. */
export interface OAuthDeps {
  readonly outbound: Outbound
  readonly discovery: Discovery
}

/** Who we are at which application. */
export interface OAuthClient {
  readonly oauth: OAuthFacts
  readonly scopeSeparator: string
  readonly clientId: string
  readonly clientSecret: string
  /** The client's own word on how long an access token lives, for answers that do not say; null: none. */
  readonly accessTokenTtlMs: number | null
}

const authenticationMethods = {
  client_secret_post: client.ClientSecretPost,
  client_secret_basic: client.ClientSecretBasic,
}

/** Clocks of self-hosted servers are seldom exact; ID tokens tolerate this much, in seconds. */
const clockToleranceS = 60

/** The openid-client configuration of a connection. */
export async function configure(deps: OAuthDeps, input: OAuthClient): Promise<client.Configuration> {
  const { oauth } = input
  const { endpoints } = oauth
  const discovered = await deps.discovery.find(endpoints)
  const server: client.ServerMetadata = {
    issuer: endpoints.issuer,
    authorization_endpoint: endpoints.authorizationUrl,
    token_endpoint: endpoints.tokenUrl,
    ...(endpoints.revocationUrl === undefined ? {} : { revocation_endpoint: endpoints.revocationUrl }),
    ...discovered,
  }
  const authentication = authenticationMethods[oauth.clientAuthentication](input.clientSecret)
  const metadata = { [client.clockTolerance]: clockToleranceS }
  const configuration = new client.Configuration(server, input.clientId, metadata, authentication)
  configuration[client.customFetch] = tokenFetch(deps.outbound)
  // http is refused or allowed by the address rules, host by host.
  client.allowInsecureRequests(configuration)
  return configuration
}
