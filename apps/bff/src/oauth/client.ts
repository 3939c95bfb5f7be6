import type { OAuthEndpoints, OAuthFacts } from '@patchbay/applications/definition'
import * as client from 'openid-client'
import type { Outbound } from '../outbound/outbound.ts'
import { authenticate } from './client-authentication.ts'
import type { Discovery } from './discovery.ts'
import { OAuthError } from './oauth-error.ts'
import type { ServerMetadata } from './server-metadata.ts'
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
  /** null: a public client, or one that proves itself by its key. */
  readonly clientSecret: string | null
  /** In PEM form: what signs the client's assertions, where it has one. */
  readonly privateKey: string | null
  /** The client's own word on how long an access token lives, for answers that do not say; null: none. */
  readonly accessTokenTtlMs: number | null
  /** And a refresh token that nobody uses; 0: for ever. */
  readonly refreshTokenTtlMs: number | null
}

/** Clocks of self-hosted servers are seldom exact; ID tokens tolerate this much, in seconds. */
const clockToleranceS = 60

/** What the server says of itself. Where the URLs are known without it, its silence stops nothing. */
async function discovered(
  { discovery }: OAuthDeps,
  { grant, endpoints }: OAuthFacts,
): Promise<Partial<ServerMetadata>> {
  const { issuer, discovers = false, authorizationUrl, deviceAuthorizationUrl, tokenUrl } = endpoints
  if (!discovers || issuer === null) return discovery.additions(endpoints)
  const start = { 'authorization-code': authorizationUrl, device: deviceAuthorizationUrl }
  const isKnown =
    tokenUrl !== undefined && (!(grant in start) || start[grant as keyof typeof start] !== undefined)
  try {
    return await discovery.server(issuer)
  } catch (error) {
    if (isKnown && error instanceof OAuthError) return {}
    throw error
  }
}

function byHand(endpoints: OAuthEndpoints): Partial<client.ServerMetadata> {
  const { authorizationUrl, tokenUrl, revocationUrl, deviceAuthorizationUrl } = endpoints
  return {
    ...(authorizationUrl === undefined ? {} : { authorization_endpoint: authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { token_endpoint: tokenUrl }),
    ...(revocationUrl === undefined ? {} : { revocation_endpoint: revocationUrl }),
    ...(deviceAuthorizationUrl === undefined
      ? {}
      : { device_authorization_endpoint: deviceAuthorizationUrl }),
  }
}

/** @throws OAuthError where a server that has to be discovered cannot be */
export async function serverOf(deps: OAuthDeps, oauth: OAuthFacts): Promise<client.ServerMetadata> {
  const { endpoints } = oauth
  const metadata = await discovered(deps, oauth)
  const hand = byHand(endpoints)
  // Of a discovered server only what was written by hand is ours; else the document adds to what the file derives.
  const server = endpoints.discovers === true ? { ...metadata, ...hand } : { ...hand, ...metadata }
  // RFC 7523 section 3 lets the token endpoint stand for a server whose issuer is not known.
  const issuer = metadata.issuer ?? endpoints.issuer ?? endpoints.tokenUrl ?? ''
  if (server.token_endpoint !== undefined) return { ...server, issuer }
  throw new OAuthError(
    'invalid_answer',
    'The discovery document names no token endpoint. Write the Token URL by hand in the HTTP view.',
  )
}

/** The way to the application's OAuth endpoints. */
export function fetchFor({ outbound }: OAuthDeps, { oauth }: OAuthClient) {
  return tokenFetch(outbound, { isIssuerKnown: oauth.endpoints.issuer !== null })
}

/** The openid-client configuration of a connection. */
export async function configure(deps: OAuthDeps, input: OAuthClient): Promise<client.Configuration> {
  const server = await serverOf(deps, input.oauth)
  const metadata = { [client.clockTolerance]: clockToleranceS }
  const authentication = await authenticate(input, server)
  const configuration = new client.Configuration(server, input.clientId, metadata, authentication)
  configuration[client.customFetch] = fetchFor(deps, input)
  // http is refused or allowed by the address rules, host by host.
  client.allowInsecureRequests(configuration)
  return configuration
}
