import { type Role, roles } from '@patchbay/contracts/roles'

/** Which values of the claim make whom; `*`: everybody. The first that fits counts. */
export type RoleRules = readonly { readonly role: Role; readonly values: readonly string[] }[]

/** The OpenID Connect provider that vouches for users. Holds a secret: not for the log. */
export interface OidcConfig {
  readonly issuer: string
  readonly clientId: string
  /** null: a public client. */
  readonly clientSecret: string | null
  readonly scope: string
  /** What the provider is called on the sign-in page. */
  readonly label: string
  /** Dotted path of the claim that roles are told by. */
  readonly roleClaim: string
  readonly roles: RoleRules
}

export const oidcVariables = [
  'PATCHBAY_OIDC_ISSUER',
  'PATCHBAY_OIDC_CLIENT_ID',
  'PATCHBAY_OIDC_CLIENT_SECRET',
  'PATCHBAY_OIDC_SCOPES',
  'PATCHBAY_OIDC_LABEL',
  'PATCHBAY_OIDC_ROLE_CLAIM',
  'PATCHBAY_OIDC_ROLES',
  'PATCHBAY_PASSWORD_SIGN_IN',
] as const

const usualRoles = 'owner=owner,admin=admin,viewer=viewer'

function parseIssuer(text: string): string | null {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '' ? text : null
}

function parseRule(text: string): RoleRules[number] | null {
  const [, name, values = ''] = /^\s*([a-z]+)\s*=(.+)$/.exec(text) ?? []
  const role = roles.find((each) => each === name)
  const list = values.split('|').map((each) => each.trim())
  return role === undefined || list.includes('') ? null : { role, values: list }
}

/** The highest role first, whatever the order they are written in. */
function parseRoles(text: string): RoleRules | null {
  const rules = text.split(',').map(parseRule)
  const given = rules.filter((rule) => rule !== null)
  if (given.length < rules.length || new Set(given.map(({ role }) => role)).size < given.length) return null
  return given.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))
}

interface Read {
  readonly oidc: OidcConfig | null
  readonly passwordSignIn: boolean
  readonly faults: string[]
}

function faultsOf(values: Readonly<Record<string, string>>): string[] {
  const { PATCHBAY_OIDC_ISSUER: issuer, PATCHBAY_OIDC_CLIENT_ID: clientId } = values
  const lone = oidcVariables.find((name) => name.startsWith('PATCHBAY_OIDC_') && values[name] !== undefined)
  const password = values['PATCHBAY_PASSWORD_SIGN_IN']
  const scopes = values['PATCHBAY_OIDC_SCOPES']?.split(/\s+/)
  return [
    ...(issuer === undefined && lone !== undefined
      ? [`PATCHBAY_OIDC_ISSUER must be set where ${lone} is`]
      : []),
    ...(issuer !== undefined && parseIssuer(issuer) === null
      ? ['PATCHBAY_OIDC_ISSUER must be an address such as https://login.example.com/realms/company']
      : []),
    ...(issuer !== undefined && clientId === undefined
      ? ['PATCHBAY_OIDC_CLIENT_ID must be set where PATCHBAY_OIDC_ISSUER is']
      : []),
    ...(scopes !== undefined && !scopes.includes('openid')
      ? ['PATCHBAY_OIDC_SCOPES must hold openid, such as openid email profile']
      : []),
    ...(parseRoles(values['PATCHBAY_OIDC_ROLES'] ?? usualRoles) === null
      ? ['PATCHBAY_OIDC_ROLES must be of the form owner=it-leads,admin=it|ops,viewer=*, each role once']
      : []),
    ...(password === undefined || ['on', 'off'].includes(password)
      ? []
      : ['PATCHBAY_PASSWORD_SIGN_IN must be on or off']),
    ...(password === 'off' && issuer === undefined
      ? [
          'PATCHBAY_PASSWORD_SIGN_IN may be off only where PATCHBAY_OIDC_ISSUER is set: else nobody could sign in',
        ]
      : []),
  ]
}

/** Each fault is named; values are not echoed, since one is a secret. */
export function readOidc(values: Readonly<Record<string, string>>): Read {
  const faults = faultsOf(values)
  const issuer = values['PATCHBAY_OIDC_ISSUER']
  const passwordSignIn = values['PATCHBAY_PASSWORD_SIGN_IN'] !== 'off'
  if (issuer === undefined || faults.length > 0) return { oidc: null, passwordSignIn, faults }
  const oidc = {
    issuer,
    clientId: values['PATCHBAY_OIDC_CLIENT_ID'] ?? '',
    clientSecret: values['PATCHBAY_OIDC_CLIENT_SECRET'] ?? null,
    scope: values['PATCHBAY_OIDC_SCOPES'] ?? 'openid email profile',
    label: values['PATCHBAY_OIDC_LABEL'] ?? new URL(issuer).host,
    roleClaim: values['PATCHBAY_OIDC_ROLE_CLAIM'] ?? 'roles',
    roles: parseRoles(values['PATCHBAY_OIDC_ROLES'] ?? usualRoles) ?? [],
  }
  return { oidc, passwordSignIn, faults }
}
