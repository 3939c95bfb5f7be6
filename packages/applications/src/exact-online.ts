import type { ApplicationDefinition, Settings, TestStep } from './definition.ts'
import { serverField } from './parts/server-field.ts'

// Nango's list; others (.pl and more) are not confirmed.
const countries = [
  { value: 'nl', label: 'Netherlands', domain: 'nl' },
  { value: 'be', label: 'Belgium', domain: 'be' },
  { value: 'de', label: 'Germany', domain: 'de' },
  { value: 'fr', label: 'France', domain: 'fr' },
  { value: 'es', label: 'Spain', domain: 'es' },
  { value: 'uk', label: 'United Kingdom', domain: 'co.uk' },
  { value: 'com', label: 'International', domain: 'com' },
]

function host(settings: Settings): string {
  const domain = countries.find((each) => each.value === settings['country'])?.domain ?? 'nl'
  return settings['server'] ?? `https://start.exactonline.${domain}`
}

/** 403 "Application Scope Violated" is no lost sign-in: the app lacks a right in the App Center (picqer #659). */
const readCurrentUser: TestStep = {
  authenticated: true,
  url: ({ settings }) => `${host(settings)}/api/v1/current/Me?$select=CurrentDivision`,
  fault({ status, body }) {
    if (status === 403 && JSON.stringify(body).includes('Application Scope Violated')) {
      return 'Authorized, but the app may not read this. Give it the right in Exact’s App Center, then test again.'
    }
    if (status === 403) return 'Authorized, but the signed-in user is not allowed to read their own division.'
    if (status === 401) return 'Exact Online refused the access token. Authorize again.'
    return status === 200 ? null : `Exact Online answered ${status}.`
  },
}

export const exactOnline = {
  id: 'exact-online',
  name: 'Exact Online',
  description: 'Cloud accounting and ERP',
  monogram: { text: 'EO', color: '#b3125b' },
  authTypes: [{ value: 'oauth2', label: 'OAuth 2.0' }],
  fields: [
    {
      name: 'country',
      label: 'Country',
      kind: 'select',
      required: true,
      default: 'nl',
      options: countries.map(({ value, label }) => ({ value, label })),
      help: 'Where the account is: each country has its own address, and tokens of one do not work at another.',
    },
    serverField,
  ],
  form: ['country', 'authType', 'scopes', 'iClient', 'callbackUrl'],
  iClient: {
    presetLabel: 'Country',
    presets: countries.map(({ value, label }) => ({ label, settings: { country: value } })),
    exclusive:
      'Exact Online ends a connection’s access when another one signs in with the same client, so each connection ' +
      'needs an iClient of its own.',
  },
  scopes: [],
  suggestedScopes: [],
  scopeSeparator: ' ',
  customScopes: false,
  scopesHint: 'Exact Online has no scopes to choose here: what the app may do is set in Exact’s App Center.',
  access: ({ settings }) => ({
    kind: 'oauth2',
    oauth: {
      grant: 'authorization-code',
      endpoints: {
        issuer: host(settings),
        authorizationUrl: `${host(settings)}/api/oauth2/auth`,
        tokenUrl: `${host(settings)}/api/oauth2/token`,
      },
      clientAuthentication: 'client_secret_post',
      // Not confirmed either way; a server that does not know it ignores it (RFC 7636 section 5).
      pkce: 'S256',
      rotatesRefreshTokens: true,
      // Before 570 s Exact answers “access_token not expired” and counts an error (picqer #475). Its clock starts when
      // it answers, ours when it is asked.
      minimumRefreshAgeMs: 575_000,
      refreshTokenEnded: 'refresh token expired',
      accessTokenTtlMs: 600_000,
      refreshTokenTtlMs: 2_592_000_000,
      tokenFacts: [],
    },
  }),
  baseUrl: (settings) => host(settings),
  testCall: [readCurrentUser],
  sandboxSettings: (address) => ({ country: 'nl', server: address }),
  setupHelp: [
    {
      title: 'Register Patchbay in Exact’s App Center',
      steps: [
        'Sign in to the App Center of the country and register an app, for testing or for your own use.',
        'As redirect URI enter the Callback URL shown below, letter by letter; it must be https.',
        'Under the app’s scopes give it the rights that your programs need.',
        'Copy the client ID and the client secret.',
      ],
    },
    {
      title: 'Bring the client here',
      steps: [
        'Add an iClient with + and paste both values. Use one iClient for one connection.',
        'Choose Save & authorize and sign in.',
      ],
    },
  ],
} as const satisfies ApplicationDefinition
