import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { offeredAuthTypes } from '@patchbay/applications/rules/auth-types'
import { clientSourceOf } from '@patchbay/applications/rules/client-source'
import { isSecret, settingsSchema, visibleFields } from '@patchbay/applications/rules/settings-schema'
import { type Connection, authTypes, defaultConcurrencyLevel } from '@patchbay/contracts/connection'
import * as z from 'zod'
import { countingIClient, countingScopes } from './counting-parts.ts'

/** What the form holds, but for the secrets: this much may be kept as a draft. */
export const draftValues = z.object({
  name: z.string(),
  authType: z.enum(authTypes),
  settings: z.record(z.string(), z.string()),
  scopes: z.array(z.string()),
  /** The tick box that reveals the iClient options; always true where an application has none. */
  usesIClient: z.boolean(),
  iClientId: z.string().nullable(),
  advanced: z.object({
    concurrencyLevel: z.number().nullable(),
    borrowConcurrencyFrom: z.string().nullable(),
  }),
})
export type DraftValues = z.infer<typeof draftValues>

/** What the form holds. The paths are the API's own, so that its field errors land without a map. */
export interface ConnectionFormValues extends DraftValues {
  /** By field name; empty: a stored one stays. */
  secrets: Record<string, string>
}

function emptySecrets(definition: ApplicationDefinition): Record<string, string> {
  return Object.fromEntries(definition.fields.filter(isSecret).map(({ name }) => [name, '']))
}

export function emptyValues(definition: ApplicationDefinition): ConnectionFormValues {
  const fields = definition.fields.filter((field) => !isSecret(field))
  const settings = Object.fromEntries(fields.map((field) => [field.name, field.default ?? '']))
  return {
    name: '',
    authType: offeredAuthTypes(definition, settings)[0]?.value ?? 'oauth2',
    settings,
    scopes: [],
    usesIClient: definition.iClient.toggle === undefined,
    iClientId: null,
    advanced: { concurrencyLevel: defaultConcurrencyLevel, borrowConcurrencyFrom: null },
    secrets: emptySecrets(definition),
  }
}

export function valuesOf(definition: ApplicationDefinition, connection: Connection): ConnectionFormValues {
  const empty = emptyValues(definition)
  const settings = Object.fromEntries(
    Object.entries(empty.settings).map(([name, value]) => [name, String(connection.settings[name] ?? value)]),
  )
  return {
    name: connection.name,
    authType: connection.authType,
    settings,
    scopes: connection.scopes,
    usesIClient: empty.usesIClient || connection.iClientId !== null,
    iClientId: connection.iClientId,
    advanced: connection.advanced,
    secrets: empty.secrets,
  }
}

/** A draft may be older than the application's fields. */
export function valuesOfDraft(definition: ApplicationDefinition, draft: DraftValues): ConnectionFormValues {
  const empty = emptyValues(definition)
  return { ...empty, ...draft, settings: { ...empty.settings, ...draft.settings } }
}

/** Without the secrets. Both were made by the functions above or by the form from them, so their members come in the same order. */
export function sameDraft(a: DraftValues, b: DraftValues): boolean {
  return JSON.stringify(draftValues.parse(a)) === JSON.stringify(draftValues.parse(b))
}

export function sameValues(a: ConnectionFormValues, b: ConnectionFormValues): boolean {
  return sameDraft(a, b) && Object.entries(a.secrets).every(([name, value]) => b.secrets[name] === value)
}

/** For `useWatch`, which compares with what it handed out before, while the form goes on writing to the same object. */
export function copyOf(values: ConnectionFormValues): ConnectionFormValues {
  return structuredClone(values)
}

/**
 * A member that is left out of a change stays as it was: what was emptied is sent empty. Of the many settings that can
 * replace a derived one, only those that did.
 */
function settingsOf(
  definition: ApplicationDefinition,
  values: ConnectionFormValues,
  before: ConnectionFormValues | null,
): Record<string, string> {
  const empty = visibleFields(definition, values)
    .filter((field) => !isSecret(field) && values.settings[field.name]?.trim() === '')
    .filter(({ name, override }) => override !== true || (before?.settings[name] ?? '') !== '')
    .map(({ name }) => [name, ''])
  return {
    ...Object.fromEntries(empty),
    ...settingsSchema(definition, values.authType).parse(values.settings),
  }
}

/** Those that were typed, and that count for the rest of the form. */
export function secretsOf(
  definition: ApplicationDefinition,
  values: ConnectionFormValues,
): Record<string, string> {
  const fields = visibleFields(definition, values).filter(isSecret)
  return Object.fromEntries(
    fields.flatMap(({ name }) => {
      const value = values.secrets[name] ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  )
}

/** Where the form has no field for it, the server keeps what it was given through the API. */
function iClientOf(definition: ApplicationDefinition, values: ConnectionFormValues) {
  if (clientSourceOf(definition, values) === 'built-in') return {}
  return { iClientId: countingIClient(definition, values) }
}

/**
 * The members that a POST and a PATCH have in common. Only for values without faults.
 *
 * @param before what the server has; null: to be created
 */
export function bodyOf(
  definition: ApplicationDefinition,
  values: ConnectionFormValues,
  before: ConnectionFormValues | null = null,
) {
  const { borrowConcurrencyFrom, concurrencyLevel } = values.advanced
  return {
    name: values.name,
    authType: values.authType,
    settings: settingsOf(definition, values, before),
    scopes: countingScopes(definition, values),
    ...iClientOf(definition, values),
    secrets: secretsOf(definition, values),
    advanced:
      borrowConcurrencyFrom === null && concurrencyLevel !== null
        ? { concurrencyLevel, borrowConcurrencyFrom }
        : { borrowConcurrencyFrom },
  }
}
