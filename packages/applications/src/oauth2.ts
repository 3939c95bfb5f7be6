import type { ApplicationDefinition, Connecting, Grant, OAuthFacts, TestStep } from './definition.ts'

const grants: Readonly<Record<string, Grant>> = {
  oauth2: 'authorization-code',
  'client-credentials': 'client-credentials',
  'jwt-bearer': 'jwt-bearer',
  device: 'device',
}

const byJwt = [{ field: 'authType', equals: ['jwt-bearer'] }]
function oauth({ authType, settings }: Connecting): OAuthFacts {
  const { issuer = null, audience, subject = '', keyId, tokenUrl } = settings
  const grant = grants[authType] ?? 'authorization-code'
  return {
    grant,
    endpoints: { issuer, discovers: issuer !== null },
    clientAuthentication: null,
    pkce: 'S256',
    // Not known of a server that may be any; taking it for granted does no harm.
    rotatesRefreshTokens: true,
    minimumRefreshAgeMs: 0,
    accessTokenTtlMs: null,
    refreshTokenTtlMs: null,
    tokenFacts: [],
    ...(keyId === undefined ? {} : { keyId }),
    ...(grant === 'jwt-bearer'
      ? // RFC 7523 section 3: the server itself, or its token endpoint.
        { assertion: { subject, audience: audience ?? issuer ?? tokenUrl ?? '', lifetimeS: 170 } }
      : {}),
  }
}

const startUrls: Readonly<Record<string, readonly [name: string, label: string]>> = {
  oauth2: ['authorizationUrl', 'Authorization URL'],
  device: ['deviceAuthorizationUrl', 'Device authorization URL'],
}

/** What the URLs by hand must hold where no issuer is there to ask. */
function missingUrl({ authType, settings }: Omit<Connecting, 'facts'>) {
  if (settings['issuer'] !== undefined) return null
  const start = startUrls[authType]
  const needed = [...(start === undefined ? [] : [start]), ['tokenUrl', 'Token URL'] as const]
  const missing = needed.filter(([name]) => settings[name] === undefined)
  const [first] = missing
  if (first === undefined) return null
  if (missing.length < needed.length) {
    return { field: first[0], message: `Write the ${first[1]}, or the issuer’s address.` }
  }
  const labels = needed.map(([, label]) => label).join(' and ')
  return { field: 'issuer', message: `Write the issuer’s address, or in the HTTP view ${labels} by hand.` }
}

/** OpenID Connect Core section 5.3; only who may ask who signed in gets an answer. */
const readUser: TestStep = {
  authenticated: true,
  appliesTo: ({ userinfoUrl, scopes }) => userinfoUrl !== null && scopes.includes('openid'),
  url: ({ userinfoUrl }) => userinfoUrl ?? '',
  fault({ status }) {
    if (status === 401) return 'The server refused the access token. Authorize again.'
    if (status === 403) return 'Authorized, but not allowed to read who signed in.'
    return status === 200 ? null : `The server answered ${status} when asked who signed in.`
  },
}

/** Any server that speaks OAuth 2.0: from its issuer’s address alone, or from its URLs. */
export const oauth2 = {
  id: 'oauth2',
  name: 'Other (OAuth 2.0)',
  description: 'Any other server, by its issuer or its URLs',
  monogram: { text: 'OA', color: '#4a5a6a' },
  isAnyOther: true,
  authTypes: [
    { value: 'oauth2', label: 'Authorization code' },
    { value: 'client-credentials', label: 'Client credentials' },
    { value: 'jwt-bearer', label: 'JWT bearer' },
    { value: 'device', label: 'Device authorization' },
  ],
  fields: [
    {
      name: 'issuer',
      label: 'Issuer',
      kind: 'url',
      required: false,
      placeholder: 'https://login.example.com',
      help: 'Its discovery document tells the rest. Without one, use the HTTP view.',
    },
    {
      name: 'subject',
      label: 'Subject',
      kind: 'text',
      required: true,
      visibleWhen: byJwt,
      maxLength: 300,
      help: 'For whom the token is: a user or a service account of the server.',
    },
    {
      name: 'audience',
      label: 'Audience',
      kind: 'text',
      required: false,
      visibleWhen: byJwt,
      maxLength: 2000,
      help: 'Left empty: the issuer, or else the token URL.',
    },
    {
      name: 'privateKey',
      label: 'Private key',
      kind: 'private-key',
      required: true,
      visibleWhen: byJwt,
      help: 'RSA, in PEM form; it signs with RS256.',
    },
    {
      name: 'keyId',
      label: 'Key ID',
      kind: 'text',
      required: false,
      visibleWhen: [{ field: 'clientAuthentication', equals: ['private_key_jwt'] }],
      maxLength: 300,
    },
    { name: 'keyId', label: 'Key ID', kind: 'text', required: false, visibleWhen: byJwt, maxLength: 300 },
  ],
  form: [
    'authType',
    'issuer',
    'subject',
    'audience',
    'dpop',
    'scopes',
    'iClient',
    'privateKey',
    'keyId',
    'callbackUrl',
  ],
  iClient: { hint: 'The client ID at the server, with its secret where it has one.', secretOptional: true },
  // OpenID Connect Core section 5.4 and 11.
  scopes: [
    { value: 'openid', description: 'Know who signed in' },
    { value: 'profile', description: 'Their name' },
    { value: 'email', description: 'Their e-mail address' },
    { value: 'offline_access', description: 'Stay connected without signing in again' },
  ],
  suggestedScopes: [],
  scopeSeparator: ' ',
  customScopes: true,
  access: (connection) => ({ kind: 'oauth2', oauth: oauth(connection) }),
  fault: missingUrl,
  baseUrl: ({ issuer, tokenUrl }) => new URL(issuer ?? tokenUrl ?? 'https://unknown.invalid').origin,
  testCall: [readUser],
  sandboxScopes: ['openid', 'offline_access'],
  sandboxSettings: (address) => ({ issuer: address }),
  addressField: 'issuer',
  fromPastedAddress: issuerOfDocument,
  setupHelp: [
    {
      title: 'Register Patchbay at the server',
      steps: [
        'Register a client for the authorization code flow, or whichever you choose above.',
        'As redirect URI enter the Callback URL shown below, letter by letter.',
        'Copy the client ID, and the client secret where there is one.',
      ],
    },
    {
      title: 'Tell Patchbay where the server is',
      steps: [
        'Write the issuer’s address: the part of the discovery document’s address before /.well-known.',
        'Where the server has no such document, choose the HTTP view and write its URLs by hand.',
      ],
    },
  ],
} as const satisfies ApplicationDefinition

/** The address of a discovery document names its issuer (OpenID Connect Discovery section 4, RFC 8414 section 3). */
function issuerOfDocument(address: string) {
  const url = URL.parse(address.trim())
  if (url === null) return null
  const [, before, after] =
    /^(.*)\/\.well-known\/(?:openid-configuration|oauth-authorization-server)(\/.*)?$/.exec(url.pathname) ??
    []
  if (before === undefined) return null
  return { issuer: `${url.protocol}//${url.host}${before}${after ?? ''}` }
}
