import type { ApplicationDefinition, TestStep } from '../src/definition.ts'

const readNotes: TestStep = {
  authenticated: true,
  url: ({ settings }) => `${settings['address']}/api/notes`,
  fault({ status }) {
    if (status === 401) return 'Stockroom refused the access token. Authorize again.'
    if (status === 403) return 'Authorized, but not allowed to read notes. The scopes do not cover it.'
    return status === 200 ? null : `Stockroom answered ${status}.`
  },
}

/** An application that does not exist: what a file of the catalogue looks like, and all that a new one needs. */
export const stockroom = {
  id: 'stockroom',
  name: 'Stockroom',
  description: 'Warehouse of an example company',
  monogram: { text: 'ST', color: '#2f6f4f' },
  authTypes: [{ value: 'oauth2', label: 'OAuth 2.0' }],
  fields: [
    {
      name: 'address',
      label: 'Stockroom address',
      kind: 'url',
      required: true,
      placeholder: 'https://stock.example.com',
    },
    {
      name: 'site',
      label: 'Site',
      kind: 'text',
      required: true,
      pattern: { source: '[A-Z]{3}', message: 'Write the three capital letters of the site, such as AMS.' },
    },
  ],
  form: ['address', 'site', 'scopes', 'iClient', 'callbackUrl'],
  iClient: {},
  scopes: [
    { value: 'notes:read', description: 'Read notes' },
    { value: 'notes:write', description: 'Write notes' },
  ],
  suggestedScopes: ['notes:read'],
  scopeSeparator: ' ',
  customScopes: false,
  access: ({ settings: { address = '' } }) => ({
    kind: 'oauth2',
    oauth: {
      grant: 'authorization-code',
      endpoints: {
        issuer: address,
        authorizationUrl: `${address}/authorize`,
        tokenUrl: `${address}/token`,
        discoveryUrl: `${address}/.well-known/openid-configuration`,
      },
      clientAuthentication: 'client_secret_basic',
      pkce: 'S256',
      rotatesRefreshTokens: true,
      minimumRefreshAgeMs: 0,
      accessTokenTtlMs: null,
      refreshTokenTtlMs: null,
      tokenFacts: [],
    },
  }),
  baseUrl: ({ address = '' }) => address,
  testCall: [readNotes],
  addressField: 'address',
  sandboxSettings: (address) => ({ address }),
  setupHelp: [
    {
      title: 'Register Patchbay with Stockroom',
      steps: [
        'Register a client there, with the Callback URL shown below.',
        'Copy its client ID and secret.',
      ],
    },
  ],
} as const satisfies ApplicationDefinition
