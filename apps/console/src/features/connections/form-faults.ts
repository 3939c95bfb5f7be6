import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { authTypeFault } from '@patchbay/applications/rules/auth-types'
import { clientSourceOf, missingClient } from '@patchbay/applications/rules/client-source'
import { missingScopesFault, scopesFault } from '@patchbay/applications/rules/scopes'
import { secretFaults } from '@patchbay/applications/rules/secrets'
import { isSecret, settingsSchema, withDerivedSettings } from '@patchbay/applications/rules/settings-schema'
import { concurrencyLevel, scopesSchema } from '@patchbay/contracts/connection'
import type { FieldError } from '@patchbay/contracts/error'
import { recordName } from '@patchbay/contracts/list'
import type * as z from 'zod'
import type { BuiltInClientState } from './built-in-client.ts'
import { countingScopes, needsIClient, suggestedScopes } from './counting-parts.ts'
import { type ConnectionFormValues, secretsOf } from './form-values.ts'

/** A draft may lack what only the sign-in needs. */
export type Intent = 'close' | 'authorize'

function faultsBy(schema: z.ZodType, value: unknown, path: string): FieldError[] {
  const result = schema.safeParse(value)
  if (result.success) return []
  return result.error.issues.map((issue) => ({
    path: [path, ...issue.path].join('.'),
    message: issue.message,
  }))
}

function authTypeFaults(
  definition: ApplicationDefinition,
  connecting: Parameters<typeof authTypeFault>[1],
): FieldError[] {
  const message = authTypeFault(definition, connecting)
  return message === null ? [] : [{ path: 'authType', message }]
}

function iClientFaults(definition: ApplicationDefinition, values: ConnectionFormValues): FieldError[] {
  if (!needsIClient(definition, values)) return []
  if (!values.usesIClient) {
    const message = `Signing in needs an iClient. Tick “${definition.iClient.toggle}” and choose one.`
    return [{ path: 'usesIClient', message }]
  }
  if (values.iClientId !== null) return []
  return [{ path: 'iClientId', message: 'Choose an iClient, or add one with +. Signing in needs it.' }]
}

function builtInClientFaults(definition: ApplicationDefinition, values: ConnectionFormValues): FieldError[] {
  const { builtInClient } = definition
  if (builtInClient === undefined || clientSourceOf(definition, values) !== 'built-in') return []
  return [{ path: `settings.${builtInClient.field}`, message: missingClient(builtInClient) }]
}

/** Without a scope the sign-in would end in a refusal, or in a token that opens nothing. */
function scopeFaults(
  definition: ApplicationDefinition,
  values: ConnectionFormValues,
  intent: Intent,
): FieldError[] {
  const scopes = countingScopes(definition, values)
  const [malformed] = faultsBy(scopesSchema, scopes, 'scopes')
  if (malformed !== undefined) return [{ ...malformed, path: 'scopes' }]
  const fault = scopesFault(definition, values, scopes)
  if (fault !== null) return [{ path: 'scopes', message: fault }]
  if (intent === 'close' || scopes.length > 0) return []
  const missing = missingScopesFault(definition, values, scopes)
  if (missing !== null) return [{ path: 'scopes', message: missing }]
  const suggested = suggestedScopes(definition, values).join(' and ')
  if (suggested === '') return []
  return [{ path: 'scopes', message: `Choose what to ask for. Most programs need ${suggested}.` }]
}

export interface Sending {
  intent: Intent
  /** Names of the secrets that the server has already. */
  storedSecrets: readonly string[]
  /** Where the form has no field for a client; null: only the server can tell. */
  builtInClient: BuiltInClientState | null
}

/** Everything that keeps the values from being sent, in the form's order; by the schemas that the server uses too. */
export function faultsOf(
  definition: ApplicationDefinition,
  values: ConnectionFormValues,
  { intent, storedSecrets, builtInClient }: Sending,
): FieldError[] {
  const connecting = {
    authType: values.authType,
    settings: withDerivedSettings(definition, values.settings),
  }
  const secrets = { given: secretsOf(definition, values), stored: storedSecrets }
  return [
    ...faultsBy(recordName, values.name, 'name'),
    ...faultsBy(settingsSchema(definition, values.authType), values.settings, 'settings'),
    ...authTypeFaults(definition, connecting),
    ...secretFaults(definition, connecting, secrets),
    ...scopeFaults(definition, values, intent),
    ...(intent === 'authorize' ? iClientFaults(definition, values) : []),
    ...(intent === 'authorize' && builtInClient === 'missing' ? builtInClientFaults(definition, values) : []),
    ...(values.advanced.borrowConcurrencyFrom === null
      ? faultsBy(concurrencyLevel, values.advanced.concurrencyLevel, 'advanced.concurrencyLevel')
      : []),
  ]
}

const ownFields = ['name', 'authType', 'scopes', 'usesIClient', 'iClientId']
const advancedFields = ['advanced.concurrencyLevel', 'advanced.borrowConcurrencyFrom']

/** The form's field for the path of a server's field error; null where the form has none. */
export function fieldOf(definition: ApplicationDefinition, path: string): string | null {
  if (path.startsWith('scopes.')) return 'scopes'
  const drawn = definition.form.flat()
  const fields = definition.fields
    .filter(({ name, override }) => override === true || drawn.includes(name))
    .map((field) => `${isSecret(field) ? 'secrets' : 'settings'}.${field.name}`)
  return [...ownFields, ...advancedFields, ...fields].includes(path) ? path : null
}
