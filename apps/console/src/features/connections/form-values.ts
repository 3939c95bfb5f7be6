import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { settingsSchema } from '@patchbay/applications/settings-schema'
import { type Connection, authTypes, defaultConcurrencyLevel } from '@patchbay/contracts/connection'
import * as z from 'zod'

/** What the form holds. The paths are the API's own, so that its field errors land without a map. */
export const connectionFormValues = z.object({
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
export type ConnectionFormValues = z.infer<typeof connectionFormValues>

export function emptyValues(definition: ApplicationDefinition): ConnectionFormValues {
  return {
    name: '',
    authType: definition.authTypes[0]?.value ?? 'oauth2',
    settings: Object.fromEntries(definition.fields.map((field) => [field.name, field.default ?? ''])),
    scopes: [],
    usesIClient: definition.iClientToggle === undefined,
    iClientId: null,
    advanced: { concurrencyLevel: defaultConcurrencyLevel, borrowConcurrencyFrom: null },
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
  }
}

/** Both were made by the functions above or by the form from them, so their members come in the same order. */
export function sameValues(a: ConnectionFormValues, b: ConnectionFormValues): boolean {
  return JSON.stringify(connectionFormValues.parse(a)) === JSON.stringify(connectionFormValues.parse(b))
}

/** For `useWatch`, which compares with what it handed out before, while the form goes on writing to the same object. */
export function copyOf(values: ConnectionFormValues): ConnectionFormValues {
  return structuredClone(values)
}

/** The members that a POST and a PATCH have in common. Only for values without faults. */
export function bodyOf(definition: ApplicationDefinition, values: ConnectionFormValues) {
  const { borrowConcurrencyFrom, concurrencyLevel } = values.advanced
  return {
    name: values.name,
    authType: values.authType,
    settings: { ...settingsSchema(definition).parse(values.settings) },
    scopes: values.scopes,
    iClientId: values.usesIClient ? values.iClientId : null,
    advanced:
      borrowConcurrencyFrom === null && concurrencyLevel !== null
        ? { concurrencyLevel, borrowConcurrencyFrom }
        : { borrowConcurrencyFrom },
  }
}
