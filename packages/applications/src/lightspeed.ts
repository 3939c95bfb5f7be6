import type { ApplicationDefinition, OAuthFacts, Settings } from './definition.ts'
import { lightspeedScopes } from './parts/lightspeed-scopes.ts'
import { hostLabel, lightspeedEndpoints, lightspeedServer } from './parts/lightspeed-servers.ts'
import { lightspeedTestCall } from './parts/lightspeed-test-call.ts'
import { serverField } from './parts/server-field.ts'

const cSeries = [{ field: 'apiType', equals: ['c-series'] }]
const xSeries = [{ field: 'apiType', equals: ['x-series'] }]
const byOwnClient = [{ field: 'apiType', equals: ['r-series-v3', 'x-series'] }]
const byBuiltInClient = [{ field: 'apiType', equals: ['r-series-v2'] }]
const byOAuth = [{ field: 'apiType', equals: ['r-series-v3', 'r-series-v2', 'x-series'] }]

function oauth(settings: Settings, facts: Readonly<Record<string, string>>): OAuthFacts {
  const isX = settings['apiType'] === 'x-series'
  return {
    grant: 'authorization-code',
    endpoints: lightspeedEndpoints(settings, facts),
    clientAuthentication: 'client_secret_post',
    // Not used by X-Series, not confirmed for R-Series; a server that does not know it ignores it (RFC 7636 section 5).
    pkce: isX ? 'none' : 'S256',
    rotatesRefreshTokens: settings['apiType'] !== 'r-series-v2',
    // Until a token of the legacy server ends, a refresh brings the same one (PipedreamHQ/pipedream#9252).
    minimumRefreshAgeMs: settings['apiType'] === 'r-series-v2' ? 1_800_000 : 0,
    accessTokenTtlMs: null,
    refreshTokenTtlMs: null,
    tokenFacts: [],
    callbackFacts: isX ? [{ name: 'domain_prefix', pattern: hostLabel }] : [],
  }
}

export const lightspeed = {
  id: 'lightspeed',
  name: 'Lightspeed',
  description: 'Point of sale and e-commerce',
  monogram: { text: 'LS', color: '#c2352b' },
  authTypes: [
    { value: 'oauth2', label: 'OAuth 2.0', visibleWhen: byOAuth },
    { value: 'basic', label: 'API key and secret', visibleWhen: cSeries },
  ],
  fields: [
    {
      name: 'apiType',
      label: 'API type',
      kind: 'select',
      required: true,
      default: 'r-series-v3',
      options: [
        { value: 'r-series-v3', label: 'Retail (R-Series) v3' },
        { value: 'r-series-v2', label: 'Retail (R-Series) v2 (legacy)' },
        { value: 'x-series', label: 'Retail (X-Series)' },
        { value: 'c-series', label: 'eCom (C-Series)' },
      ],
    },
    {
      name: 'subdomain',
      label: 'Subdomain',
      kind: 'text',
      required: true,
      visibleWhen: xSeries,
      pattern: {
        source: hostLabel,
        message:
          'Write the first part of the shop’s address alone, such as myshop of myshop.retail.lightspeed.app.',
      },
      help: 'The first part of the shop’s address: myshop of myshop.retail.lightspeed.app.',
    },
    {
      name: 'cluster',
      label: 'Cluster',
      kind: 'select',
      required: true,
      default: 'eu1',
      visibleWhen: cSeries,
      options: [
        { value: 'eu1', label: 'EU1' },
        { value: 'us1', label: 'US1' },
      ],
      help: 'eCom has no OAuth: Patchbay sends the API key and secret with each request.',
    },
    { name: 'apiKey', label: 'API key', kind: 'secret', required: true, visibleWhen: cSeries },
    { name: 'apiSecret', label: 'API secret', kind: 'secret', required: true, visibleWhen: cSeries },
    serverField,
  ],
  form: [
    'apiType',
    'authType',
    'subdomain',
    'cluster',
    'apiKey',
    'apiSecret',
    'scopes',
    'iClient',
    'callbackUrl',
  ],
  iClient: {
    visibleWhen: byOwnClient,
    presetLabel: 'API type',
    presets: [
      { label: 'Retail (R-Series) v3', settings: { apiType: 'r-series-v3' } },
      { label: 'Retail (R-Series) v2 (legacy)', settings: { apiType: 'r-series-v2' } },
      { label: 'Retail (X-Series)', settings: { apiType: 'x-series' }, perAccount: ['tokenUrl'] },
    ],
  },
  scopes: lightspeedScopes,
  suggestedScopes: ['employee:all', 'retailer:read', 'outlets:read'],
  scopeSeparator: ' ',
  customScopes: true,
  access: ({ settings, facts }) =>
    settings['apiType'] === 'c-series'
      ? { kind: 'basic', basic: { userName: 'apiKey', password: 'apiSecret' } }
      : { kind: 'oauth2', oauth: oauth(settings, facts) },
  baseUrl: lightspeedServer,
  testCall: lightspeedTestCall,
  sandboxSettings: (address) => ({ apiType: 'r-series-v3', server: address }),
  setupHelp: [
    {
      title: 'Register Patchbay with Lightspeed',
      steps: [
        'Sign in to Lightspeed’s developer portal and register a client for your line: R-Series or X-Series.',
        'As redirect URI enter the Callback URL shown below, letter by letter.',
        'Copy the client ID and the client secret.',
      ],
    },
    {
      title: 'Bring the client here',
      steps: [
        'Choose the API type, add an iClient with + and paste both values.',
        'Choose the scopes that your programs need; X-Series refuses a sign-in without any.',
        'Choose Save & authorize and sign in.',
      ],
    },
    {
      title: 'eCom (C-Series)',
      steps: [
        'In the back office open Settings, Developers, API keys, and create a key.',
        'Paste the key and the secret here. No window opens: they are checked when you save.',
      ],
    },
  ],
  builtInClient: {
    visibleWhen: byBuiltInClient,
    name: 'R-Series v2',
    field: 'apiType',
    variables: {
      clientId: 'PATCHBAY_LIGHTSPEED_CLIENT_ID',
      clientSecret: 'PATCHBAY_LIGHTSPEED_CLIENT_SECRET',
    },
  },
  // From 1 June 2026 the answer is access_denied: x-series-api.lightspeedhq.com, changelog 2025-11.
  requiresScopes: xSeries,
} as const satisfies ApplicationDefinition
