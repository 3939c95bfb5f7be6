import type { ApplicationDefinition, OAuthFacts, Settings } from '@patchbay/applications/definition'
import { type ClientUrls, accessOf, baseUrlOf } from '@patchbay/applications/rules/access'
import { writeParameters } from '@patchbay/applications/rules/parameters'
import { settingsSchema } from '@patchbay/applications/rules/settings-schema'
import type { DiscoveryReply } from '@patchbay/contracts/discovery'
import type { DraftValues } from './form-values.ts'

/** By the names of the settings that would replace them; what is not known is left out. */
export type Derived = Readonly<Record<string, string>>

/** What is known from elsewhere, once it has come. */
interface Known {
  readonly server: DiscoveryReply | undefined
  readonly client: ClientUrls | undefined
}

type Typed = Pick<DraftValues, 'authType' | 'settings' | 'scopes'>

function known(values: Readonly<Record<string, string | null | undefined>>): Derived {
  const entries = Object.entries(values).filter(([, value]) => typeof value === 'string' && value !== '')
  return Object.fromEntries(entries) as Derived
}

function withoutOverrides({ fields }: ApplicationDefinition, settings: Settings): Settings {
  const overrides = new Set(fields.filter(({ override }) => override === true).map(({ name }) => name))
  return known(Object.fromEntries(Object.entries(settings).filter(([name]) => !overrides.has(name))))
}

function ofClient(definition: ApplicationDefinition, oauth: OAuthFacts): Derived {
  return known({
    clientAuthentication: oauth.clientAuthentication,
    pkce: oauth.pkce,
    scopeSeparator: oauth.scopeSeparator ?? definition.scopeSeparator,
    authorizationParameters: writeParameters(oauth.authorizationParameters ?? {}),
    tokenParameters: writeParameters(oauth.tokenParameters ?? {}),
  })
}

function ofServer({ endpoints, assertion }: OAuthFacts): Derived {
  const { issuer, authorizationUrl, deviceAuthorizationUrl, tokenUrl, revocationUrl } = endpoints
  const { subject, audience } = assertion ?? {}
  return known({
    issuer,
    authorizationUrl,
    deviceAuthorizationUrl,
    tokenUrl,
    revocationUrl,
    subject,
    audience,
  })
}

/** The first request of the test call that shows the access, as far as it is known before there is a token. */
function testUrl(definition: ApplicationDefinition, settings: Settings, scopes: readonly string[]) {
  const context = { settings, scopes, userinfoUrl: null, facts: {}, answers: [] }
  const steps = definition.testCall.filter((step) => step.appliesTo?.(context) ?? true)
  return steps.find(({ authenticated }) => authenticated)?.url(context)
}

/** What the application's file makes of its own settings. */
function derivedByFile(
  definition: ApplicationDefinition,
  { authType, settings, scopes }: Typed,
  client: ClientUrls | undefined,
): Derived {
  const own = withoutOverrides(definition, settings)
  const checked = settingsSchema(definition, authType).safeParse(own)
  const complete = checked.success ? checked.data : null
  const access = accessOf(definition, { authType, settings: complete ?? own, facts: {} }, client)
  const oauth = access.kind === 'oauth2' ? access.oauth : null
  return {
    ...(oauth === null ? {} : ofClient(definition, oauth)),
    ...(oauth === null || complete === null ? {} : ofServer(oauth)),
    ...(complete === null
      ? {}
      : known({
          baseUrl: baseUrlOf(definition, complete, {}),
          testUrl: testUrl(definition, complete, scopes),
        })),
  }
}

/** What a server says of itself, and the client that is registered there. */
function derivedByServer({ server, client }: Known): Derived {
  const { authorizationUrl, deviceAuthorizationUrl, tokenUrl, revocationUrl } = server ?? {}
  return {
    ...known({ authorizationUrl, deviceAuthorizationUrl, tokenUrl, revocationUrl }),
    ...known({ authorizationUrl: client?.authorizationUrl, tokenUrl: client?.tokenUrl }),
  }
}

/** What holds where no setting says otherwise. */
export function derivedSettings(definition: ApplicationDefinition, typed: Typed, others: Known): Derived {
  return definition.isAnyOther === true
    ? derivedByServer(others)
    : derivedByFile(definition, typed, others.client)
}
