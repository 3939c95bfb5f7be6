import {
  type Access,
  type ApplicationDefinition,
  type ClientAuthentication,
  type Connecting,
  type Facts,
  type OAuthFacts,
  type Settings,
  type TestStep,
  clientAuthentications,
} from '../definition.ts'
import { readParameters } from './parameters.ts'

/** Members with a value; what is not set leaves what was derived. */
function given<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const set = Object.entries(members).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(set) as { [K in keyof T]?: NonNullable<T[K]> }
}

function clientAuthentication({ clientAuthentication: named }: Settings): ClientAuthentication | undefined {
  return clientAuthentications.find((each) => each === named)
}

function parameters(text: string | undefined) {
  return text === undefined ? undefined : readParameters(text)
}

function overridden(oauth: OAuthFacts, settings: Settings): OAuthFacts {
  const { authorizationUrl, tokenUrl, revocationUrl, deviceAuthorizationUrl, pkce } = settings
  return {
    ...oauth,
    endpoints: {
      ...oauth.endpoints,
      ...given({ authorizationUrl, tokenUrl, revocationUrl, deviceAuthorizationUrl }),
    },
    ...given({
      clientAuthentication: clientAuthentication(settings),
      pkce: pkce === 'S256' || pkce === 'none' ? pkce : undefined,
      dpop: settings['dpop'] === 'on' ? true : undefined,
      scopeSeparator: settings['scopeSeparator'],
      authorizationParameters: parameters(settings['authorizationParameters']),
      tokenParameters: parameters(settings['tokenParameters']),
    }),
  }
}

/** Where a client is registered; null: where its application derives. */
export interface ClientUrls {
  readonly authorizationUrl: string | null
  readonly tokenUrl: string | null
}

/** Of another server than the derived one, neither its revocation nor its discovery is this client's. */
function registeredAt(oauth: OAuthFacts, { authorizationUrl, tokenUrl }: ClientUrls): OAuthFacts {
  const { revocationUrl, discoveryUrl, ...derived } = oauth.endpoints
  const isElsewhere =
    tokenUrl !== null &&
    derived.tokenUrl !== undefined &&
    URL.parse(tokenUrl)?.origin !== URL.parse(derived.tokenUrl)?.origin
  const beside = isElsewhere ? {} : given({ revocationUrl, discoveryUrl })
  return { ...oauth, endpoints: { ...derived, ...beside, ...given({ authorizationUrl, tokenUrl }) } }
}

/**
 * How a connection gets at its application: what its file derives, what its client was registered with, and what the
 * settings say instead.
 */
export function accessOf(
  definition: ApplicationDefinition,
  connection: Connecting,
  client: ClientUrls = { authorizationUrl: null, tokenUrl: null },
): Access {
  const access = definition.access(connection)
  if (access.kind !== 'oauth2') return access
  return { kind: 'oauth2', oauth: overridden(registeredAt(access.oauth, client), connection.settings) }
}

/** Base of every request that goes through a connection. */
export function baseUrlOf(definition: ApplicationDefinition, settings: Settings, facts: Facts): string {
  return settings['baseUrl'] ?? definition.baseUrl(settings, facts)
}

/** A URL that the admin named: any success will do. */
const readTestUrl: TestStep = {
  authenticated: true,
  url: ({ settings }) => settings['testUrl'] ?? '',
  fault({ status }) {
    if (status === 401) return 'The test URL refused the access. Authorize again.'
    if (status === 403) return 'Authorized, but not allowed to read the test URL.'
    return status >= 200 && status < 300 ? null : `The test URL answered ${status}.`
  },
}

export function testCallOf(definition: ApplicationDefinition, settings: Settings): readonly TestStep[] {
  return settings['testUrl'] === undefined ? definition.testCall : [readTestUrl]
}
