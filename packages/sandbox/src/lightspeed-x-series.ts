import { lightspeedScopes } from '@patchbay/applications/parts/lightspeed-scopes'
import { Router } from 'express'
import { errors } from 'oidc-provider'
import type { AuthorizationServer } from './authorization-server.ts'
import { requireToken } from './bearer.ts'
import type { ApiContext } from './stand-in.ts'

/** The one shop. It has a host of its own in life, and a path here: `https://{shop}.retail.lightspeed.app` is `/x/{shop}`. */
export const shop = 'sandbox-shop'

/** x-series-api.lightspeedhq.com/docs/authorization, /changelog/2025-11-scope-parameter-required. */
export const xSeries: AuthorizationServer = {
  id: 'x-',
  path: '',
  routes: { authorization: '/connect', token: `/x/${shop}/api/1.0/token` },
  wellKnown: [],
  namesIssuer: false,
  scopes: lightspeedScopes.filter(({ value }) => !value.startsWith('employee:')),
  clientAuthentication: ['client_secret_post'],
  accessTokenTtlSeconds: 86_400,
  // How long refresh tokens live is not documented.
  refreshTokenTtlSeconds: 365 * 24 * 3600,
  authorizationCodeTtlSeconds: 600,
  refreshTokenLifetime: 'idle',
  rotatesRefreshTokens: true,
  issuesRefreshToken: () => true,
  requiresPkce: false,
  redirectUriOptional: false,
  quirks: {
    checkAuthorization({ oidc: { params } }) {
      if (params?.['scope'] === undefined) {
        throw new errors.AccessDenied('The scope parameter is required')
      }
      const { state } = params
      if (typeof state !== 'string' || state.length < 8) {
        throw new errors.InvalidRequest('The state parameter must have at least 8 characters')
      }
    },

    callback(parameters, ctx) {
      if (!parameters.has('code')) return
      parameters.set('domain_prefix', shop)
      parameters.set('scope', String(ctx.oidc.params?.['scope']))
    },

    tokenAnswer(answer) {
      const expires = Math.floor(Date.now() / 1000) + Number(answer['expires_in'])
      return { ...answer, expires, domain_prefix: shop }
    },
  },
}

const retailer = {
  id: '0af7b240-abd7-11e7-eddc-dbd880f1a8d0',
  name: 'Sandbox Shop',
  domain_prefix: shop,
  default_currency: 'EUR',
  default_time_zone: 'Europe/Berlin',
}

const outlets = [
  { id: '0af7b240-abd7-11e7-eddc-dbd880f1b001', name: 'Main street' },
  { id: '0af7b240-abd7-11e7-eddc-dbd880f1b002', name: 'Station' },
]

export function createXSeriesApi(context: ApiContext): Router {
  const router = Router()
  router.get(
    `/x/${shop}/api/2.0/retailer`,
    requireToken(context, { anyOf: ['retailer:read'] }),
    (_req, res) => void res.json({ data: retailer }),
  )
  router.get(
    `/x/${shop}/api/2.0/outlets`,
    requireToken(context, { anyOf: ['outlets:read'] }),
    (_req, res) => void res.json({ data: outlets, version: { min: 1, max: outlets.length } }),
  )
  return router
}
