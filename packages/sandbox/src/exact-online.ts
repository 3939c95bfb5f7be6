import { randomUUID } from 'node:crypto'
import { errors } from 'oidc-provider'
import type { Quirks, TokenAnswer } from './authorization-server.ts'
import { createExactOnlineApi } from './exact-online-api.ts'
import type { StandIn } from './stand-in.ts'

/** Exact has no scopes; oidc-provider grants nothing without one. No client sees this. */
const everything = 'app-center-rights'
const minimumRefreshAgeSeconds = 570

/** Facts of users' code: picqer/exact-php-client #475 (too early), #487 (one-time tokens), Nango's `exact-online`. */
const quirks: Quirks = {
  authorizationRequest: (query) => ({ ...query, scope: everything }),

  callback: (parameters) => parameters.delete('scope'),

  checkRefresh({ ctx, tokens }) {
    const young = Date.now() / 1000 - minimumRefreshAgeSeconds
    const isTooEarly = tokens
      .ofGrant(ctx.oidc.entities.RefreshToken?.grantId)
      .some(({ issuedAt }) => issuedAt > young)
    if (!isTooEarly) return
    const description = 'Rate limit exceeded: access_token not expired'
    throw new errors.CustomOIDCProviderError('access_denied', description)
  },

  tokenAnswer({ scope: _scope, ...answer }) {
    return { ...answer, token_type: 'bearer', expires_in: String(answer['expires_in']) }
  },

  tokenError(answer, detail): TokenAnswer {
    if (detail === 'refresh token already used' || detail === 'token already used') {
      return { ...answer, error_description: 'old refresh token used' }
    }
    if (detail === 'refresh token is expired') {
      const description = `The refresh token expired at ${new Date().toISOString()}`
      return { error: 'invalid_request', error_description: description }
    }
    return answer
  },
}

export const exactOnline: StandIn = {
  application: 'exact-online',
  name: 'Exact Online',
  monogram: { text: 'EO', color: '#b3125b' },
  settings: (address) => ({ country: 'nl', sandboxUri: address }),
  newClientId: randomUUID,
  authorizationServers: [
    {
      id: '',
      path: '/api/oauth2',
      routes: { authorization: '/auth', token: '/token' },
      wellKnown: [],
      namesIssuer: false,
      scopes: [{ value: everything, description: 'What its registration in the App Center gives it' }],
      clientAuthentication: ['client_secret_post', 'client_secret_basic'],
      accessTokenTtlSeconds: 600,
      refreshTokenTtlSeconds: 30 * 24 * 3600,
      authorizationCodeTtlSeconds: 180,
      refreshTokenLifetime: 'idle',
      rotatesRefreshTokens: true,
      issuesRefreshToken: () => true,
      requiresPkce: false,
      redirectUriOptional: false,
      quirks,
    },
  ],
  facts: (address) => [
    ['In place of', 'https://start.exactonline.nl'],
    ['Address', address],
    ['Without rights', 'a client with “no rights” in its name'],
  ],
  links: [],
  api: createExactOnlineApi,
}
