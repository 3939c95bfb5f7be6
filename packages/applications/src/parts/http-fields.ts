import type { SettingField } from '@patchbay/contracts/applications'

const byOAuth = [{ field: 'authType', equals: ['oauth2', 'jwt-bearer', 'client-credentials', 'device'] }]
const inWindow = [{ field: 'authType', equals: ['oauth2'] }]
const byDevice = [{ field: 'authType', equals: ['device'] }]

// RFC 6749 sections 4.1.1 and 3.3, RFC 7636, RFC 9126, OpenID Connect Core section 3.1.2.1.
const ofAuthorization = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'request',
  'request_uri',
  'dpop_jkt',
]

// RFC 6749 sections 4.1.3 and 6, RFC 7521 section 4.2, RFC 8628 section 3.4.
const ofToken = [
  'grant_type',
  'code',
  'redirect_uri',
  'code_verifier',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'refresh_token',
  'assertion',
  'device_code',
]

const byPrivateKey = [
  { field: 'clientAuthentication', equals: ['private_key_jwt'] },
  { field: 'authType', equals: ['oauth2', 'client-credentials', 'device'] },
]

/** What the client proves itself with where it has no secret (RFC 7523 section 2.2). */
const privateKey: SettingField = {
  name: 'privateKey',
  label: 'Private key',
  kind: 'private-key',
  required: true,
  visibleWhen: byPrivateKey,
  override: true,
  keyTypes: ['rsa', 'ec', 'ed25519'],
  help: 'In PEM form. Its public part is registered at the server.',
}

/**
 * What a connection can say of its application in the terms of OAuth itself. For the universal application they are the
 * settings by hand; for every other they replace what it derives.
 */
const overrides: readonly SettingField[] = [
  { name: 'authorizationUrl', label: 'Authorization URL', kind: 'endpoint', visibleWhen: inWindow },
  {
    name: 'deviceAuthorizationUrl',
    label: 'Device authorization URL',
    kind: 'endpoint',
    visibleWhen: byDevice,
  },
  { name: 'tokenUrl', label: 'Token URL', kind: 'endpoint', visibleWhen: byOAuth },
  { name: 'revocationUrl', label: 'Revocation URL', kind: 'endpoint', visibleWhen: byOAuth },
  {
    name: 'clientAuthentication',
    label: 'Client authentication',
    kind: 'select',
    visibleWhen: byOAuth,
    options: [
      { value: 'client_secret_basic', label: 'client_secret_basic' },
      { value: 'client_secret_post', label: 'client_secret_post' },
      { value: 'private_key_jwt', label: 'private_key_jwt' },
      { value: 'none', label: 'none (public client)' },
    ],
  },
  {
    name: 'scopeSeparator',
    label: 'Scope separator',
    kind: 'select',
    visibleWhen: byOAuth,
    options: [
      { value: ' ', label: 'Space' },
      { value: ',', label: 'Comma' },
      { value: ';', label: 'Semicolon' },
    ],
    aliases: { space: ' ', comma: ',', semicolon: ';' },
  },
  {
    name: 'pkce',
    label: 'PKCE',
    kind: 'select',
    visibleWhen: inWindow,
    options: [
      { value: 'S256', label: 'On (S256)' },
      { value: 'none', label: 'Off' },
    ],
    aliases: { true: 'S256', on: 'S256', s256: 'S256', false: 'none', off: 'none' },
    help: 'Leave it on unless the server is known to break on it (RFC 9700 section 2.1.1).',
  },
  {
    name: 'dpop',
    label: 'Bind tokens to a key (DPoP)',
    kind: 'flag',
    visibleWhen: byOAuth,
    help: 'A stolen token is then of no use. Programs send their requests through Patchbay, which holds the key.',
  },
  {
    name: 'authorizationParameters',
    label: 'Extra authorization parameters',
    kind: 'parameters',
    visibleWhen: inWindow,
    reserved: ofAuthorization,
    placeholder: 'prompt=consent',
  },
  {
    name: 'tokenParameters',
    label: 'Extra token parameters',
    kind: 'parameters',
    visibleWhen: byOAuth,
    reserved: ofToken,
    placeholder: 'audience=https://api.example.com',
  },
  {
    name: 'baseUrl',
    label: 'Base URL',
    kind: 'url',
    help: 'Where requests through the connection go.',
  },
  {
    name: 'testUrl',
    label: 'Test URL',
    kind: 'endpoint',
    help: 'Read after each sign-in and by Test; any 2xx answer is a success.',
  },
].map((field) => ({ ...field, required: false, override: true }) as SettingField)

export const httpFields: readonly SettingField[] = [...overrides, privateKey]
