import { lightspeedScopes } from '@patchbay/applications/parts/lightspeed-scopes'
import { Router, type Response } from 'express'
import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { AuthorizationServer, Exchange, TokenAnswer } from './authorization-server.ts'
import { requireToken, type Refusal } from './bearer.ts'
import type { ApiContext } from './stand-in.ts'

const scopes = lightspeedScopes.filter(({ value }) => value.startsWith('employee:'))

const common = {
  wellKnown: [],
  namesIssuer: false,
  scopes,
  clientAuthentication: ['client_secret_post'],
  // How long refresh tokens live is not documented.
  refreshTokenTtlSeconds: 365 * 24 * 3600,
  authorizationCodeTtlSeconds: 60,
  refreshTokenLifetime: 'idle',
  issuesRefreshToken: () => true,
  requiresPkce: false,
  // The documentation's examples send none; the registered one is used.
  redirectUriOptional: true,
} as const

/** developers.lightspeedhq.com/retail/authentication; what it refuses: timothydc/laravel-lightspeed-retail-api#36. */
export const rSeries: AuthorizationServer = {
  ...common,
  id: '',
  path: '/auth/oauth',
  routes: { authorization: '/authorize', token: '/token' },
  accessTokenTtlSeconds: 3600,
  rotatesRefreshTokens: true,
  quirks: {
    checkRefresh({ ctx }) {
      if (ctx.oidc.params?.['scope'] !== undefined) throw new errors.InvalidGrant('scope sent on refresh')
    },
    tokenAnswer: asLightspeed,
    tokenError(answer) {
      // oidc-provider sees a scope that was not granted before it asks whether the refresh may be.
      return answer['error'] === 'invalid_scope' ? { ...answer, error: 'invalid_grant' } : answer
    },
  },
}

/** Until an access token expires, a refresh answers the same one: PipedreamHQ/pipedream#9252. */
export const rSeriesLegacy: AuthorizationServer = {
  ...common,
  id: 'legacy-',
  path: '/oauth',
  routes: { authorization: '/authorize.php', token: '/access_token.php' },
  accessTokenTtlSeconds: 1800,
  rotatesRefreshTokens: false,
  quirks: {
    async tokenAnswer(answer, exchange) {
      const shaped = asLightspeed(answer)
      return isRefresh(exchange.ctx) ? withOldestToken(shaped, exchange) : shaped
    },
  },
}

function asLightspeed(answer: TokenAnswer): TokenAnswer {
  const granted = typeof answer['scope'] === 'string' ? [answer['scope']] : []
  return { ...answer, token_type: 'bearer', scope: [...granted, 'systemuserid:152663'].join(' ') }
}

function isRefresh(ctx: KoaContextWithOIDC): boolean {
  return ctx.oidc.params?.['grant_type'] === 'refresh_token'
}

/** No refresh token is in this answer: the one that was sent stays (RFC 6749 section 6). */
async function withOldestToken(answer: TokenAnswer, { ctx, tokens }: Exchange): Promise<TokenAnswer> {
  const { refresh_token: _unchanged, ...rest } = answer
  const [oldest] = tokens.ofGrant(ctx.oidc.entities.AccessToken?.grantId)
  if (oldest === undefined || oldest.id === rest['access_token']) return rest
  await tokens.end(String(rest['access_token']))
  const left = Math.floor(oldest.expiresAt - Date.now() / 1000)
  return { ...rest, access_token: oldest.id, expires_in: left }
}

const account = {
  accountID: '152663',
  name: 'Sandbox Bikes',
  link: { '@attributes': { href: '/API/Account/152663' } },
}

export function createRSeriesApi(context: ApiContext): Router {
  const router = Router()
  router.use('/API', requireToken(context, { anyOf: scopes.map(({ value }) => value), refuse }))
  router.get(['/API/Account.json', '/API/V3/Account.json'], (_req, res) => {
    res.set({ 'X-LS-Api-Bucket-Level': '1/90', 'X-LS-Api-Drip-Rate': '1' })
    res.json({ '@attributes': { count: '1' }, Account: account })
  })
  return router
}

function refuse(res: Response, { status, message }: Refusal): void {
  const httpMessage = status === 401 ? 'Unauthorized' : 'Forbidden'
  res.json({ httpCode: String(status), httpMessage, message, errorClass: `${httpMessage}Exception` })
}
