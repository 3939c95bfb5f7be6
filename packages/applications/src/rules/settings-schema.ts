import type { SettingField } from '@patchbay/contracts/applications'
import * as z from 'zod'
import type { ApplicationDefinition, AuthType, Settings } from '../definition.ts'
import { isVisible } from './conditions.ts'
import { fieldSchema } from './field-schema.ts'
import { givenValue } from './given-value.ts'

/** Fields whose values are kept as settings; the others are secrets. */
export function isSecret({ kind }: SettingField): boolean {
  return kind === 'secret' || kind === 'private-key'
}

/** Fields that count for a connection, in the order of the application's file. */
export function visibleFields(
  definition: ApplicationDefinition,
  connection: { readonly authType: string; readonly settings: Readonly<Record<string, unknown>> },
): SettingField[] {
  const values = { ...connection.settings, authType: connection.authType }
  return definition.fields.filter((field) => isVisible(field, values))
}

/** Fills in defaults, and what a pasted address says beside the address itself. What was written by hand stays. */
export function withDerivedSettings(
  definition: ApplicationDefinition,
  settings: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const addressField = definition.addressField ?? ''
  const address = settings[addressField]
  const pasted = typeof address === 'string' ? (definition.fromPastedAddress?.(address) ?? {}) : {}
  const defaults = Object.fromEntries(
    definition.fields.flatMap((field) => (field.default === undefined ? [] : [[field.name, field.default]])),
  )
  const fields = new Map(definition.fields.map((field) => [field.name, field]))
  const known = Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) => {
      const field = fields.get(name)
      if (value === undefined) return []
      return [[name, field === undefined ? value : givenValue(field, value)]]
    }),
  )
  const addressAlone = pasted[addressField]
  return {
    ...defaults,
    ...pasted,
    ...known,
    ...(addressAlone === undefined ? {} : { [addressField]: addressAlone }),
  }
}

/**
 * The schema of a connection's `settings`, for the form and the server alike. Fields that do not count for the given
 * values are dropped; unknown members are refused.
 */
export function settingsSchema(
  definition: ApplicationDefinition,
  authType: string,
): z.ZodType<Settings, Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).transform((given, context): Settings => {
    const settings = withDerivedSettings(definition, given)
    const visible = visibleFields(definition, { authType, settings }).filter((field) => !isSecret(field))
    const counting = new Set(visible.map((field) => field.name))
    const ownNames = new Set(definition.fields.filter((field) => !isSecret(field)).map((field) => field.name))
    const shape = Object.fromEntries(visible.map((field) => [field.name, fieldSchema(field)]))
    const members = Object.entries(settings).filter(([name]) => counting.has(name) || !ownNames.has(name))
    const result = z.strictObject(shape).safeParse(Object.fromEntries(members))
    if (!result.success) {
      context.issues.push(...(result.error.issues as unknown as z.core.$ZodRawIssue[]))
      return z.NEVER
    }
    const kept = Object.fromEntries(
      Object.entries(result.data).filter(([, value]) => value !== '' && value !== undefined),
    ) as Settings
    const fault = definition.fault?.({ authType: authType as AuthType, settings: kept }) ?? null
    if (fault === null) return kept
    context.issues.push({ code: 'custom', path: [fault.field], message: fault.message, input: settings })
    return z.NEVER
  })
}
