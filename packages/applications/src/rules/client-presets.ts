import type { ApplicationDefinition, AuthType, ClientPreset, OAuthFacts, Settings } from '../definition.ts'
import { accessOf } from './access.ts'
import { isVisible } from './conditions.ts'

/** Where a client authenticates and gets its tokens; null: the connection's settings say. */
export interface ClientEndpoints {
  readonly authorizationUrl: string | null
  readonly tokenUrl: string | null
}

/** A preset with its URLs in place of the settings that lead to them. */
export interface FilledPreset extends ClientEndpoints {
  readonly label: string
}

interface Connecting {
  readonly authType: string
  readonly settings: Settings
}

function withDefaults({ fields }: ApplicationDefinition, settings: Settings): Settings {
  const defaults = fields.flatMap((field) =>
    field.default === undefined ? [] : [[field.name, field.default]],
  )
  return { ...(Object.fromEntries(defaults) as Settings), ...settings }
}

function oauthOf(definition: ApplicationDefinition, { authType, settings }: Connecting): OAuthFacts | null {
  const access = accessOf(definition, { authType: authType as AuthType, settings, facts: {} })
  return access.kind === 'oauth2' ? access.oauth : null
}

/** What the application's file says of OAuth where these settings are given and all others as they are at first. */
export function usualOAuth(definition: ApplicationDefinition, given: Settings = {}): OAuthFacts | null {
  const settings = withDefaults(definition, given)
  const authType = definition.authTypes.find((each) => isVisible(each, settings))?.value
  return authType === undefined ? null : oauthOf(definition, { authType, settings })
}

function fill(
  definition: ApplicationDefinition,
  { label, settings, perAccount }: ClientPreset,
): FilledPreset {
  const { authorizationUrl = null, tokenUrl = null } = usualOAuth(definition, settings)?.endpoints ?? {}
  return {
    label,
    authorizationUrl: perAccount?.includes('authorizationUrl') ? null : authorizationUrl,
    tokenUrl: perAccount?.includes('tokenUrl') ? null : tokenUrl,
  }
}

export function clientPresets(definition: ApplicationDefinition): FilledPreset[] {
  return (definition.iClient.presets ?? []).map((preset) => fill(definition, preset))
}

/** The preset at whose place a connection signs in; null: at none of them. */
export function presetOf(definition: ApplicationDefinition, connecting: Connecting): FilledPreset | null {
  const endpoints = oauthOf(definition, connecting)?.endpoints
  if (endpoints === undefined) return null
  const fits = (preset: FilledPreset) =>
    (preset.authorizationUrl ?? endpoints.authorizationUrl) === endpoints.authorizationUrl &&
    (preset.tokenUrl ?? endpoints.tokenUrl) === endpoints.tokenUrl
  return clientPresets(definition).find(fits) ?? null
}

/** Why an iClient of one place cannot serve a connection that leads to another; null: it can. */
export function presetFault(
  definition: ApplicationDefinition,
  connecting: Connecting,
  iClient: { readonly tokenUrl?: string | null },
): string | null {
  const presets = clientPresets(definition)
  const registered = presets.find(({ tokenUrl }) => tokenUrl !== null && tokenUrl === iClient.tokenUrl)
  const wanted = presetOf(definition, connecting)
  if (registered === undefined || wanted === null || wanted.label === registered.label) return null
  const what = inSentence(definition.iClient.presetLabel ?? 'kind')
  return (
    `This iClient is registered at ${definition.name} ${registered.label}, but the connection leads to ` +
    `${wanted.label}. Choose an iClient of the same ${what}, or change the ${what}.`
  )
}

/** “Country” begins small in a sentence, “API type” does not. */
function inSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
