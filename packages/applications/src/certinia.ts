import { certiniaScopes } from './parts/certinia-scopes.ts'
import type { ApplicationDefinition, Facts, OAuthFacts, Settings, TestStep } from './definition.ts'
import { serverField } from './parts/server-field.ts'

const byJwt = [{ field: 'flowType', equals: ['jwt-bearer'] }]
const byRefreshToken = [{ field: 'flowType', equals: ['refresh-token'] }]

/** Where users sign in; help.salesforce.com, My Domain. `*.lightning.force.com` is no OAuth host. */
function loginServer(settings: Settings): string {
  const { server, accountType, myDomain } = settings
  if (server !== undefined) return server
  if (accountType === 'my-domain') return `https://${myDomain}.my.salesforce.com`
  return accountType === 'sandbox' ? 'https://test.salesforce.com' : 'https://login.salesforce.com'
}

function oauth(settings: Settings): OAuthFacts {
  const server = loginServer(settings)
  const isJwt = settings['flowType'] === 'jwt-bearer'
  return {
    grant: isJwt ? 'jwt-bearer' : 'authorization-code',
    endpoints: {
      issuer: server,
      authorizationUrl: `${server}/services/oauth2/authorize`,
      tokenUrl: `${server}/services/oauth2/token`,
      revocationUrl: `${server}/services/oauth2/revoke`,
      discoveryUrl: `${server}/.well-known/openid-configuration`,
    },
    // The assertion alone says who asks.
    clientAuthentication: isJwt ? 'none' : 'client_secret_post',
    pkce: 'S256',
    // With refresh token rotation a reuse ends all tokens of the user (airbyte#80783).
    rotatesRefreshTokens: true,
    minimumRefreshAgeMs: 0,
    // Salesforce never says; the session policy of the org decides. A 401 means refresh.
    accessTokenTtlMs: null,
    refreshTokenTtlMs: null,
    tokenFacts: ['instance_url', 'id'],
    ...(isJwt
      ? // Salesforce takes 3 minutes at most, by one source; 5 by another.
        { assertion: { subject: settings['username'] ?? '', audience: server, lifetimeS: 170 } }
      : {}),
  }
}

const salesforceHost = /\.(salesforce|force|cloudforce)\.com$|\.salesforce\.mil$/

/** Where the org’s API is. A token must not follow a token answer to any other place. */
function instanceServer(settings: Settings, facts: Facts): string {
  const server = loginServer(settings)
  const instance = URL.parse(facts['instance_url'] ?? '')
  if (instance === null) return server
  const isSalesforce = instance.protocol === 'https:' && salesforceHost.test(instance.hostname)
  return isSalesforce || instance.origin === new URL(server).origin
    ? instance.href.replace(/\/+$/, '')
    : server
}

const readUser: TestStep = {
  authenticated: true,
  url: ({ facts, settings }) => `${instanceServer(settings, facts)}/services/oauth2/userinfo`,
  fault({ status }) {
    if (status === 401) return 'Salesforce refused the access token. Authorize again.'
    if (status === 403) {
      return 'Authorized, but not allowed to read who signed in: the scopes need id, openid or full.'
    }
    return status === 200 ? null : `Salesforce answered ${status}.`
  },
}

/** Certinia runs on Salesforce and has no scopes or endpoints of its own (not confirmed by its own documentation). */
export const certinia = {
  id: 'certinia',
  name: 'Certinia',
  description: 'Finance and services on Salesforce',
  monogram: { text: 'CE', color: '#5b3fa8' },
  authTypes: [
    { value: 'oauth2', label: 'OAuth 2.0', visibleWhen: byRefreshToken },
    { value: 'jwt-bearer', label: 'JWT bearer token', visibleWhen: byJwt },
  ],
  fields: [
    {
      name: 'accountType',
      label: 'Account type',
      kind: 'select',
      required: true,
      default: 'production',
      options: [
        { value: 'sandbox', label: 'Sandbox' },
        { value: 'production', label: 'Production' },
        { value: 'my-domain', label: 'My Domain' },
      ],
    },
    {
      name: 'myDomain',
      label: 'My Domain',
      kind: 'text',
      required: true,
      visibleWhen: [{ field: 'accountType', equals: ['my-domain'] }],
      pattern: {
        source: String.raw`[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.sandbox)?`,
        message: 'Write the name alone, such as acme of acme.my.salesforce.com, or acme--test.sandbox.',
      },
    },
    {
      name: 'flowType',
      label: 'OAuth 2.0 flow type',
      kind: 'select',
      required: true,
      default: 'refresh-token',
      options: [
        { value: 'refresh-token', label: 'Refresh token' },
        { value: 'jwt-bearer', label: 'JWT bearer token' },
      ],
    },
    {
      name: 'username',
      label: 'Username',
      kind: 'text',
      required: true,
      visibleWhen: byJwt,
      maxLength: 200,
      help: 'The Salesforce user whose rights the connection shall have.',
    },
    {
      name: 'privateKey',
      label: 'Private key',
      kind: 'private-key',
      required: true,
      visibleWhen: byJwt,
      help: 'RSA, in PEM form. Its certificate belongs to the app at Salesforce.',
    },
    serverField,
  ],
  // As its vendor's instructions have it.
  steps: 'name-first',
  form: [
    'accountType',
    'myDomain',
    'flowType',
    'authType',
    'username',
    'privateKey',
    'scopes',
    'iClient',
    'callbackUrl',
  ],
  iClient: {
    hint: 'The client ID is the consumer key. A JWT bearer token does not use the secret.',
    presetLabel: 'Account type',
    presets: [
      { label: 'Production', settings: { accountType: 'production' } },
      { label: 'Sandbox', settings: { accountType: 'sandbox' } },
    ],
  },
  scopes: certiniaScopes.map((scope) => ({ ...scope, visibleWhen: byRefreshToken })),
  suggestedScopes: ['full', 'refresh_token'],
  scopeSeparator: ' ',
  customScopes: true,
  access: ({ settings }) => ({ kind: 'oauth2', oauth: oauth(settings) }),
  baseUrl: instanceServer,
  testCall: [readUser],
  sandboxSettings: (address) => ({ accountType: 'production', flowType: 'refresh-token', server: address }),
  setupHelp: [
    {
      title: 'Register Patchbay at Salesforce',
      steps: [
        'In Setup open External Client App Manager and create an app; new Connected Apps can no longer be made.',
        'Switch OAuth on, enter the Callback URL shown below, and choose the scopes.',
        'For the JWT bearer token upload the certificate of your key, and pre-authorize the user.',
        'Copy the consumer key and the consumer secret.',
      ],
    },
    {
      title: 'Bring the client here',
      steps: [
        'Add an iClient with +: the consumer key is the client ID, the consumer secret the client secret.',
        'Choose Save & authorize.',
      ],
    },
  ],
} as const satisfies ApplicationDefinition
