import type { EventEmitter } from 'node:events'
import { interactionPolicy, Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import { claimsByScope, findAccount } from './account.ts'
import { createAdapterFactory } from './adapter.ts'
import { renderAuthorizationError } from './authorization-error.ts'
import type { AuthorizationServer } from './authorization-server.ts'
import type { ProviderKeys } from './keys.ts'
import { installQuirks } from './quirks.ts'
import type { RecordStore } from './record-store.ts'
import type { StandIn } from './stand-in.ts'
import { TokenLedger } from './token-ledger.ts'

interface ProviderOptions {
  standIn: StandIn
  server: AuthorizationServer
  issuer: string
  store: RecordStore
  keys: ProviderKeys
  onError: (error: unknown) => void
}

export function createProvider(options: ProviderOptions): Provider {
  const { server, issuer, store, onError } = options
  const tokens = new TokenLedger(store, server.id)
  const provider = new Provider(issuer, configure(options, tokens))
  installQuirks(provider, server, { tokens, issuer })
  provider.on('server_error', (_ctx, error) => onError(error))
  // Koa prints to the console what nobody listens to.
  const koa: EventEmitter = provider
  koa.on('error', onError)
  return provider
}

function configure(
  { standIn, server, issuer, store, keys }: ProviderOptions,
  tokens: TokenLedger,
): Configuration {
  const issuerPath = new URL(issuer).pathname
  const [clientAuthentication = 'client_secret_post'] = server.clientAuthentication
  return {
    adapter: createAdapterFactory(store, server.id),
    jwks: { keys: [keys.signing] },
    routes: { ...server.routes },
    scopes: server.scopes.map((scope) => scope.value),
    claims: claimsByScope,
    clientAuthMethods: [...server.clientAuthentication],
    clientDefaults: {
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: clientAuthentication,
      // "web" compares redirect URIs letter by letter; "native" ignores the port of loopback ones (RFC 8252 section 7.3).
      application_type: 'web',
    },
    responseTypes: ['code'],
    // RFC 9700 section 2.1.1: a client without a secret has nothing else.
    pkce: { required: (_ctx, client) => server.requiresPkce || client.clientAuthMethod === 'none' },
    allowOmittingSingleRegisteredRedirectUri: server.redirectUriOptional,
    clientBasedCORS: () => false,
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: {
        enabled: server.routes.revocation !== undefined,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      userinfo: { enabled: server.routes.userinfo !== undefined },
      ...server.features,
    },
    ...lifetimes(server),
    rotateRefreshToken: (ctx) => {
      server.quirks?.checkRefresh?.({ ctx, tokens, issuer })
      const { rotatesRefreshTokens: rotates } = server
      return typeof rotates === 'boolean' ? rotates : rotates(ctx.oidc.client?.clientName ?? '')
    },
    cookies: cookies(standIn.application + server.id, issuerPath, keys.cookies),
    interactions: {
      url: (_ctx, interaction) => `${issuerPath}/interaction/${interaction.uid}`,
      policy: policyOf(server),
    },
    findAccount: (_ctx, accountId) => findAccount(accountId),
    // A grant for each authorization: revoking one connection's tokens leaves those of the others alone.
    loadExistingGrant: (ctx) => {
      const grantId = ctx.oidc.result?.consent?.grantId
      return grantId === undefined ? undefined : ctx.oidc.provider.Grant.find(grantId)
    },
    renderError: (ctx, out) => renderAuthorizationError(ctx, out, standIn),
  }
}

function lifetimes(server: AuthorizationServer): Configuration {
  const remaining = (ctx: KoaContextWithOIDC): number | undefined =>
    server.refreshTokenLifetime === 'absolute'
      ? ctx.oidc.entities.RotatedRefreshToken?.remainingTTL
      : undefined
  return {
    expiresWithSession: () => false,
    issueRefreshToken: (_ctx, client, source) =>
      client.grantTypeAllowed('refresh_token') && server.issuesRefreshToken(source.scopes),
    ttl: {
      AccessToken: server.accessTokenTtlSeconds,
      ClientCredentials: server.accessTokenTtlSeconds,
      AuthorizationCode: server.authorizationCodeTtlSeconds,
      DeviceCode: 600,
      IdToken: server.accessTokenTtlSeconds,
      // Where it is absolute, a rotated token inherits what is left of its chain.
      RefreshToken: (ctx) => remaining(ctx) ?? server.refreshTokenTtlSeconds,
      // oidc-provider saves a grant once; one whose tokens live on by being used must outlast them all.
      Grant:
        server.refreshTokenLifetime === 'absolute'
          ? server.refreshTokenTtlSeconds + server.accessTokenTtlSeconds
          : 10 * 365 * 24 * 3600,
      Interaction: 3600,
      Session: 24 * 3600,
    },
  }
}

/** The policy is asked when a request is found to be well-formed, and before anybody is asked to sign in. */
function policyOf({ quirks }: AuthorizationServer): interactionPolicy.Prompt[] {
  const policy = interactionPolicy.base()
  if (quirks?.checkAuthorization === undefined) return policy
  const check = new interactionPolicy.Check('request', 'the application refuses the request', (ctx) => {
    quirks.checkAuthorization?.(ctx)
    return false
  })
  policy.add(new interactionPolicy.Prompt({ name: 'request', requestable: false }, check), 0)
  return policy
}

/** Named and placed per server: all of them share one origin. */
function cookies(owner: string, path: string, keys: string[]): NonNullable<Configuration['cookies']> {
  const name = (what: string): string => `sandbox_${owner}_${what}`
  const attributes = { httpOnly: true, sameSite: 'lax', signed: true } as const
  return {
    keys,
    names: { session: name('session'), interaction: name('interaction'), resume: name('resume') },
    long: { ...attributes, path },
    short: attributes,
  }
}
