import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { AuthorizationServer, Exchange, TokenAnswer } from './authorization-server.ts'

/** oidc-provider's own places for it: what runs before and after its answer, and its events. */
export function installQuirks(
  provider: Provider,
  server: AuthorizationServer,
  exchange: Omit<Exchange, 'ctx'>,
): void {
  const { routes, quirks = {} } = server
  const details = new WeakMap<KoaContextWithOIDC, string>()
  provider.on('grant.error', (ctx, error) => void details.set(ctx, error.error_detail ?? ''))
  quirks.extend?.(provider, exchange.issuer)
  provider.use(async (koa, next) => {
    const ctx = koa as KoaContextWithOIDC
    // What was pushed (RFC 9126) is no longer to be changed.
    const pushed = ctx.query['request_uri'] !== undefined
    if (ctx.method === 'GET' && ctx.path === routes.authorization && !pushed) {
      const query = alwaysAskConsent(ctx.query)
      ctx.query = quirks.authorizationRequest?.(query) ?? query
    }
    await next()
    if (ctx.status === 303) shapeCallback(ctx, server)
    if (!isAnswer(ctx.body)) return
    if (ctx.path.startsWith('/.well-known/') && !server.namesIssuer) {
      delete ctx.body['authorization_response_iss_parameter_supported']
    }
    if (ctx.path !== routes.token) return
    ctx.body =
      ctx.status === 200
        ? await (quirks.tokenAnswer?.(ctx.body, { ...exchange, ctx }) ?? ctx.body)
        : (quirks.tokenError?.(ctx.body, details.get(ctx) ?? '') ?? ctx.body)
  })
}

/**
 * oidc-provider heeds `offline_access` only beside `prompt=consent` (OpenID Connect Core section 11). The applications
 * ask consent every time and need no such parameter.
 */
function alwaysAskConsent(query: KoaContextWithOIDC['query']): KoaContextWithOIDC['query'] {
  const { prompt } = query
  if (Array.isArray(prompt)) return query
  const prompts = new Set(prompt?.split(' ').filter(Boolean))
  return prompts.has('none') ? query : { ...query, prompt: [...prompts.add('consent')].join(' ') }
}

function shapeCallback(ctx: KoaContextWithOIDC, { namesIssuer, quirks }: AuthorizationServer): void {
  const location = URL.parse(ctx.response.get('location'))
  const redirectUri = URL.parse(String(ctx.oidc?.params?.['redirect_uri']))
  if (!location || !redirectUri) return
  if (location.origin + location.pathname !== redirectUri.origin + redirectUri.pathname) return
  if (!namesIssuer) location.searchParams.delete('iss')
  quirks?.callback?.(location.searchParams, ctx)
  ctx.set('location', location.href)
}

function isAnswer(body: unknown): body is TokenAnswer {
  return typeof body === 'object' && body !== null && !Array.isArray(body)
}
