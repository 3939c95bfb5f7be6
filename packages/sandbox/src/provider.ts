import type { EventEmitter } from 'node:events'
import { Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import { claimsByScope, findAccount } from './account.ts'
import { createAdapterFactory } from './adapter.ts'
import type { ProviderKeys } from './keys.ts'
import { renderAuthorizationError } from './authorization-error.ts'
import type { RecordStore } from './record-store.ts'
import type { StandIn } from './stand-in.ts'

interface ProviderOptions {
  standIn: StandIn
  issuer: string
  store: RecordStore
  keys: ProviderKeys
  onError: (error: unknown) => void
}

export function createProvider(options: ProviderOptions): Provider {
  const { standIn, issuer, onError } = options
  const provider = new Provider(issuer, configure(options))
  const { authorization } = standIn.authorizationServer.routes
  provider.use(async (ctx, next) => {
    if (ctx.method === 'GET' && ctx.path === authorization) ctx.query = alwaysAskConsent(ctx.query)
    await next()
  })
  provider.on('server_error', (_ctx, error) => onError(error))
  // Koa prints to the console what nobody listens to.
  const koa: EventEmitter = provider
  koa.on('error', onError)
  return provider
}

/**
 * oidc-provider heeds `offline_access` only beside `prompt=consent` (OpenID Connect Core section 11). Acumatica asks
 * consent every time and needs no such parameter.
 */
function alwaysAskConsent(query: KoaContextWithOIDC['query']): KoaContextWithOIDC['query'] {
  const { prompt } = query
  if (Array.isArray(prompt)) return query
  const prompts = new Set(prompt?.split(' ').filter(Boolean))
  return prompts.has('none') ? query : { ...query, prompt: [...prompts.add('consent')].join(' ') }
}

function configure({ standIn, issuer, store, keys }: ProviderOptions): Configuration {
  const server = standIn.authorizationServer
  const issuerPath = new URL(issuer).pathname
  const [clientAuthentication = 'client_secret_post'] = server.clientAuthentication
  return {
    adapter: createAdapterFactory(store),
    jwks: { keys: [keys.signing] },
    routes: server.routes,
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
    pkce: { required: () => false },
    allowOmittingSingleRegisteredRedirectUri: false,
    clientBasedCORS: () => false,
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      userinfo: { enabled: true },
    },
    ...lifetimes(server),
    cookies: cookies(standIn.application, issuerPath, keys.cookies),
    interactions: { url: (_ctx, interaction) => `${issuerPath}/interaction/${interaction.uid}` },
    findAccount: (_ctx, accountId) => findAccount(accountId),
    // A grant for each authorization: revoking one connection's tokens leaves those of the others alone.
    loadExistingGrant: (ctx) => {
      const grantId = ctx.oidc.result?.consent?.grantId
      return grantId === undefined ? undefined : ctx.oidc.provider.Grant.find(grantId)
    },
    renderError: (ctx, out) => renderAuthorizationError(ctx, out, standIn),
  }
}

function lifetimes(server: StandIn['authorizationServer']): Configuration {
  return {
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    issueRefreshToken: (_ctx, _client, source) => source.scopes.has('offline_access'),
    ttl: {
      AccessToken: server.accessTokenTtlSeconds,
      AuthorizationCode: server.authorizationCodeTtlSeconds,
      IdToken: server.accessTokenTtlSeconds,
      // Absolute: a rotated token inherits what is left of its chain.
      RefreshToken: (ctx) =>
        ctx.oidc.entities.RotatedRefreshToken?.remainingTTL ?? server.refreshTokenTtlSeconds,
      Grant: server.refreshTokenTtlSeconds + server.accessTokenTtlSeconds,
      Interaction: 3600,
      Session: 24 * 3600,
    },
  }
}

/** Named and placed per stand-in: all of them share one origin. */
function cookies(application: string, path: string, keys: string[]): NonNullable<Configuration['cookies']> {
  const name = (what: string): string => `sandbox_${application}_${what}`
  const attributes = { httpOnly: true, sameSite: 'lax', signed: true } as const
  return {
    keys,
    names: { session: name('session'), interaction: name('interaction'), resume: name('resume') },
    long: { ...attributes, path },
    short: attributes,
  }
}
