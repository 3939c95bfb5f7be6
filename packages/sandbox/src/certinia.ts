import { createHmac, randomBytes } from 'node:crypto'
import { certiniaScopes } from '@patchbay/applications/parts/certinia-scopes'
import type { Quirks } from './authorization-server.ts'
import { createSalesforceApi, organizationId, userId } from './certinia-api.ts'
import { installJwtBearer, jwtBearer } from './jwt-bearer.ts'
import type { StandIn } from './stand-in.ts'

const apiPath = '/certinia-org'
const token = '/services/oauth2/token'

/** help.salesforce.com, remoteaccess_oauth_web_server_flow and …_jwt_flow; NangoHQ/nango#327 (no `expires_in`). */
const quirks: Quirks = {
  tokenAnswer({ expires_in: _never, ...answer }, { ctx, issuer }) {
    const id = `${issuer}/id/${organizationId}/${userId}`
    const issuedAt = String(Date.now())
    const secret = ctx.oidc.client?.clientSecret ?? ''
    if (answer['refresh_token'] === ctx.oidc.params?.['refresh_token']) delete answer['refresh_token']
    return {
      ...answer,
      signature: createHmac('sha256', secret)
        .update(id + issuedAt)
        .digest('base64'),
      instance_url: new URL(apiPath, issuer).href,
      id,
      issued_at: issuedAt,
    }
  },

  tokenError(answer, detail) {
    const ofRefreshToken = /^(refresh )?token/.test(detail) || detail === 'grant not found'
    return ofRefreshToken ? { ...answer, error_description: 'expired access/refresh token' } : answer
  },

  extend(provider, issuer) {
    installJwtBearer(provider, { tokenPath: token, audiences: [issuer], scope: 'api id full' })
  },
}

/** Certinia runs on Salesforce, and its OAuth is Salesforce's. */
export const certinia: StandIn = {
  application: 'certinia',
  name: 'Certinia',
  monogram: { text: 'CE', color: '#5b3fa8' },
  settings: (address) => ({ accountType: 'production', flowType: 'refresh-token', sandboxUri: address }),
  // Consumer keys look like this.
  newClientId: () => `3MVG9${randomBytes(60).toString('base64url').replaceAll('-', '.')}`,
  clientExtras: (publicKey) => ({
    grant_types: ['authorization_code', 'refresh_token', jwtBearer],
    ...(publicKey && { jwks: { keys: [publicKey] } }),
  }),
  publicKeyHint:
    'For the JWT bearer token: what belongs to the private key in Patchbay, in PEM form. The user is approved in advance.',
  authorizationServers: [
    {
      id: '',
      path: '',
      routes: {
        authorization: '/services/oauth2/authorize',
        token,
        revocation: '/services/oauth2/revoke',
        userinfo: '/services/oauth2/userinfo',
        jwks: '/id/keys',
      },
      wellKnown: ['openid-configuration'],
      namesIssuer: false,
      scopes: certiniaScopes,
      clientAuthentication: ['client_secret_post', 'client_secret_basic'],
      accessTokenTtlSeconds: 7200,
      refreshTokenTtlSeconds: 30 * 24 * 3600,
      authorizationCodeTtlSeconds: 900,
      refreshTokenLifetime: 'idle',
      rotatesRefreshTokens: (clientName) => !/no rotation/i.test(clientName),
      issuesRefreshToken: (scopes) => scopes.has('refresh_token') || scopes.has('offline_access'),
      requiresPkce: true,
      redirectUriOptional: false,
      quirks,
    },
  ],
  facts: (address) => [
    ['In place of', 'https://login.salesforce.com'],
    ['Address', address],
    ['Instance URL', new URL(apiPath, address).href],
    ['Username for JWT', 'admin@sandbox.example'],
    ['Lasting refresh tokens', 'a client with “no rotation” in its name'],
  ],
  links: [{ label: 'Discovery document', path: '/.well-known/openid-configuration' }],
  apiPath,
  api: createSalesforceApi,
}
