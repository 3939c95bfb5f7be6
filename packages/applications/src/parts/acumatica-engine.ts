import type { Scope, SettingField } from '@patchbay/contracts/applications'
import { acumaticaEndpoints, endpointUrl, splitEntityAddress } from './acumatica-address.ts'
import { acumaticaCookie } from './acumatica-cookie.ts'
import { acumaticaTestCall } from './acumatica-test-call.ts'
import type { Access, ApplicationDefinition, Settings } from '../definition.ts'

/** Acumatica-AI-Resources, IntegrationDevelopmentGuide/OAuthOIDC_AuthorizationCode_AuthorizationCode.md. */
export const acumaticaScopes: readonly Scope[] = [
  { value: 'api', description: 'Read and write through the web service endpoints and OData' },
  { value: 'offline_access', description: 'Stay connected without signing in again' },
  { value: 'openid', description: 'Identify the signed-in user' },
  { value: 'profile', description: 'Name and picture of the user' },
  { value: 'email', description: 'E-mail address of the user' },
  { value: 'phone', description: 'Phone number of the user' },
  {
    value: 'api:concurrent_access',
    description: 'Several sessions at a time, kept apart by cookies',
    blocked:
      'Cannot be added: the connection would fail, because the application then expects a session cookie with ' +
      'each token. It is not the same as the concurrency level.',
  },
]

/** Where the instance stands. Behind a firewall an agent leads to it. */
export const placeFields: SettingField[] = [
  {
    name: 'mode',
    label: 'Mode',
    kind: 'select',
    required: true,
    default: 'cloud',
    options: [
      { value: 'cloud', label: 'Cloud' },
      { value: 'on-premise', label: 'On-premise' },
    ],
    help: 'On-premise is for a server that the internet cannot reach. It needs an agent.',
  },
  {
    name: 'agentId',
    label: 'Agent',
    kind: 'agent',
    required: true,
    visibleWhen: [{ field: 'mode', equals: ['on-premise'] }],
  },
]

export const instanceField: SettingField = {
  name: 'instanceUri',
  label: 'Instance URI',
  kind: 'url',
  required: true,
  help: 'You may paste the whole base URL of an endpoint; its name and version are taken from it.',
}

/** Names and versions of the live `GET /entity` example of build 25.093, and older ones from CData and Jitterbit. */
export const endpointFields = (version: { current: string; known: readonly string[] }): SettingField[] => [
  {
    name: 'endpointName',
    label: 'Endpoint name',
    kind: 'suggest',
    required: true,
    default: 'Default',
    suggestions: ['Default', 'eCommerce', 'MANUFACTURING'],
    pattern: {
      source: String.raw`[A-Za-z0-9_.\-]+`,
      message: 'Write the name alone, as the Web Service Endpoints page shows it, such as Default.',
    },
    maxLength: 100,
  },
  {
    name: 'endpointVersion',
    label: 'Endpoint version',
    kind: 'suggest',
    required: true,
    default: version.current,
    suggestions: [...version.known],
    pattern: {
      source: String.raw`[0-9]{1,4}(\.[0-9]{1,4}){1,3}`,
      message: `Write the version as the Web Service Endpoints page shows it, such as ${version.current}.`,
    },
    maxLength: 20,
  },
]

/** The sign-in with name and password, for those who cannot use OAuth yet. */
const cookieFields: SettingField[] = [
  { name: 'userName', label: 'User name', kind: 'text', required: true, maxLength: 200 },
  { name: 'password', label: 'Password', kind: 'secret', required: true },
  { name: 'tenant', label: 'Tenant', kind: 'text', required: false, maxLength: 200 },
  { name: 'branch', label: 'Branch', kind: 'text', required: false, maxLength: 200 },
  {
    name: 'locale',
    label: 'Locale',
    kind: 'text',
    required: false,
    maxLength: 20,
    placeholder: 'en-US',
    pattern: { source: '[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*', message: 'Write a locale such as en-US.' },
  },
]

export const withCookieSignIn = (fields: readonly SettingField[]): SettingField[] => [
  ...fields,
  ...cookieFields.map((field) => ({ ...field, visibleWhen: byCookie })),
]

export const cookieForm = ['userName', 'password', 'tenant', ['branch', 'locale']] as const

const byCookie = [{ field: 'authType', equals: ['cookie'] }]
const byOAuth = [{ field: 'authType', equals: ['oauth2'] }]

function acumaticaAccess({ authType, settings }: { authType: string; settings: Settings }): Access {
  if (authType === 'cookie') return { kind: 'cookie', cookie: acumaticaCookie(settings) }
  return {
    kind: 'oauth2',
    oauth: {
      grant: 'authorization-code',
      endpoints: acumaticaEndpoints(settings),
      clientAuthentication: 'client_secret_post',
      pkce: 'S256',
      rotatesRefreshTokens: true,
      minimumRefreshAgeMs: 0,
      // The answer says it (3600 s).
      accessTokenTtlMs: null,
      refreshTokenTtlMs: 30 * 24 * 3_600_000,
      tokenFacts: [],
    },
  }
}

/** What Acumatica and the products built on it have in common. */
export const acumaticaEngine = {
  authTypes: [
    { value: 'oauth2', label: 'OAuth 2.0' },
    { value: 'cookie', label: 'Cookie' },
  ],
  iClient: { visibleWhen: byOAuth },
  scopes: acumaticaScopes.map((scope) => ({ ...scope, visibleWhen: byOAuth })),
  suggestedScopes: ['api', 'offline_access'],
  scopeSeparator: ' ',
  customScopes: false,
  access: acumaticaAccess,
  baseUrl: (settings: Settings) => endpointUrl(settings),
  testCall: acumaticaTestCall,
  addressField: 'instanceUri',
  sandboxSettings: (address: string) => ({ instanceUri: address }),
  fromPastedAddress: splitEntityAddress,
} as const satisfies Partial<ApplicationDefinition>
