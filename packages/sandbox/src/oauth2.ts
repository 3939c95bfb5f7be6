import { randomBytes, randomUUID } from 'node:crypto'
import { commaSeparated } from './comma-separated.ts'
import { deviceFlow } from './device-flow.ts'
import { installJwtBearer, jwtBearer } from './jwt-bearer.ts'
import { createNotesApi } from './notes-api.ts'
import { rewriteForm } from './rewrite-form.ts'
import type { StandIn } from './stand-in.ts'

const token = '/token'
const par = '/par'
/** RFC 6749 section 3.3: a server may have a default of its own. */
const defaultScope = 'notes:read'
const name = 'OAuth 2.0 server'

const scopes = [
  { value: 'openid', description: 'Know who you are' },
  { value: 'profile', description: 'Your name' },
  { value: 'email', description: 'Your e-mail address' },
  { value: 'phone', description: 'Your phone number' },
  { value: 'offline_access', description: 'Stay connected while you are away' },
  { value: 'notes:read', description: 'Read your notes' },
  { value: 'notes:write', description: 'Write notes for you' },
]

function withDefaultScope(form: URLSearchParams): URLSearchParams {
  if (!form.has('scope')) form.set('scope', defaultScope)
  return form
}

/** For the application that may be any: a server that does as the specifications say, and all they offer. */
export const oauth2: StandIn = {
  application: 'oauth2',
  name,
  monogram: { text: 'OA', color: '#4a5a6a' },
  settings: (issuer) => ({ issuer }),
  newClientId: randomUUID,
  clientExtras: (publicKey) => ({
    grant_types: [
      'authorization_code',
      'refresh_token',
      'client_credentials',
      'urn:ietf:params:oauth:grant-type:device_code',
      jwtBearer,
    ],
    ...(publicKey && { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [publicKey] } }),
  }),
  publicKeyHint: 'With it the client proves itself by private_key_jwt, and its secret is not used.',
  authorizationServers: [
    {
      id: '',
      path: '',
      routes: {
        authorization: '/authorize',
        token,
        revocation: '/revoke',
        userinfo: '/userinfo',
        jwks: '/jwks',
        registration: '/register',
        pushed_authorization_request: par,
        device_authorization: '/device_authorization',
        code_verification: '/device',
      },
      wellKnown: ['openid-configuration', 'oauth-authorization-server'],
      namesIssuer: true,
      scopes,
      clientAuthentication: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
      accessTokenTtlSeconds: 3600,
      refreshTokenTtlSeconds: 14 * 24 * 3600,
      authorizationCodeTtlSeconds: 60,
      refreshTokenLifetime: 'idle',
      rotatesRefreshTokens: (clientName) => !/no rotation/i.test(clientName),
      // `offline_access` is OpenID Connect's; whether OAuth alone gives one is the server's to say (RFC 6749 section 1.5).
      issuesRefreshToken: () => true,
      requiresPkce: false,
      redirectUriOptional: false,
      features: {
        clientCredentials: { enabled: true },
        deviceFlow: deviceFlow(() => oauth2),
        dPoP: { enabled: true },
        pushedAuthorizationRequests: { enabled: true },
        registration: {
          enabled: true,
          initialAccessToken: false,
          issueRegistrationAccessToken: false,
          idFactory: () => randomUUID(),
          secretFactory: () => randomBytes(32).toString('base64url'),
        },
      },
      quirks: {
        authorizationRequest: (query) => ({ scope: defaultScope, ...query }),
        extend(provider, issuer) {
          provider.use(async (ctx, next) => {
            if (ctx.path === par) await rewriteForm(ctx.req, async (form) => withDefaultScope(form))
            await next()
          })
          const audiences = [issuer, issuer + token]
          installJwtBearer(provider, { tokenPath: token, audiences, scope: 'notes:read notes:write' })
        },
      },
    },
    commaSeparated(scopes),
  ],
  facts: (issuer) => [
    ['Issuer', issuer],
    ['Test URL', `${issuer}/userinfo`],
    ['API', `${issuer}/api/whoami`, `${issuer}/api/notes`],
    ['Scopes parted by commas', `${issuer}/comma-separated/authorize`, `${issuer}/comma-separated/token`],
    ['Lasting refresh tokens', 'a client with “no rotation” in its name'],
  ],
  links: [
    { label: 'Discovery document', path: '/.well-known/openid-configuration' },
    { label: 'Enter a device code', path: '/device' },
  ],
  api: createNotesApi,
}
