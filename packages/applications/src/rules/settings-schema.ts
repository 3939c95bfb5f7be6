import type { SettingField } from '@patchbay/contracts/applications'
import * as z from 'zod'
import { isVisible } from './conditions.ts'
import type { ApplicationDefinition, Settings } from '../definition.ts'

export type AuthType = ApplicationDefinition['authTypes'][number]['value']

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

const addressExample = 'Write the address as https://example.com, with its path if it has one.'

function addressFault(value: string): string | null {
  if (!URL.canParse(value)) return `This is not an address. ${addressExample}`
  const url = new URL(value)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return `The address must begin with https://. ${addressExample}`
  if (url.username !== '' || url.password !== '') {
    return 'Leave user name and password out of the address. You sign in with them in the popup.'
  }
  if (value.includes('#')) return 'Leave out the # and what follows it.'
  if (value.includes('?')) return 'Leave out the ? and what follows it.'
  return null
}

/** Addresses copied from some pages carry look-alikes of the full stop (U+2024 and its kin). */
function withPlainDots(value: string): string {
  return value.replace(/[\u2024\u3002\uff0e\uff61]/gu, '.')
}

/** Lower-case host, no default port, no slash at the end: one spelling for one address. */
export function normalAddress(value: string): string {
  return new URL(value).href.replace(/\/+$/, '')
}

function missing(field: SettingField): string {
  return field.kind === 'select' ? `Choose a value for ${field.label}.` : `Write the ${field.label}.`
}

function fieldSchema(field: SettingField): z.ZodType {
  const written = writtenSchema(field)
  return field.required ? written : written.optional()
}

function writtenSchema(field: SettingField): z.ZodType<string> {
  const text = z.string(missing(field)).trim()
  const present = field.required ? text.min(1, missing(field)) : text
  const bounded = present.max(field.maxLength ?? 2000, `Write at most ${field.maxLength ?? 2000} characters.`)
  if (field.kind === 'url') {
    return bounded
      .overwrite(withPlainDots)
      .superRefine((value, context) => {
        const fault = value === '' ? null : addressFault(value)
        if (fault !== null) context.addIssue({ code: 'custom', message: fault })
      })
      .transform((value) => (URL.canParse(value) ? normalAddress(value) : value))
  }
  if (field.kind === 'select') {
    const values = new Set((field.options ?? []).map((option) => option.value))
    const labels = (field.options ?? []).map((option) => option.label).join(' or ')
    return bounded.refine((value) => values.has(value), `Choose ${labels}.`)
  }
  if (field.pattern === undefined) return bounded
  const pattern = new RegExp(`^(?:${field.pattern.source})$`, 'u')
  return bounded.refine((value) => value === '' || pattern.test(value), field.pattern.message)
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
  const known = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
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
    const kept = Object.entries(settings).filter(([name]) => counting.has(name) || !ownNames.has(name))
    const result = z.strictObject(shape).safeParse(Object.fromEntries(kept))
    if (!result.success) {
      context.issues.push(...(result.error.issues as unknown as z.core.$ZodRawIssue[]))
      return z.NEVER
    }
    return Object.fromEntries(
      Object.entries(result.data).filter(([, value]) => value !== '' && value !== undefined),
    ) as Settings
  })
}
