import type { SettingField } from '@patchbay/contracts/applications'
import * as z from 'zod'
import type { ApplicationDefinition, Settings } from './definition.ts'

/** Whether a field counts, given the other settings. */
export function isVisible(field: SettingField, settings: Readonly<Record<string, unknown>>): boolean {
  if (field.visibleWhen === undefined) return true
  const value = settings[field.visibleWhen.field]
  return typeof value === 'string' && field.visibleWhen.equals.includes(value)
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

function fieldSchema(field: SettingField): z.ZodType<string> {
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
  const address = settings[definition.addressField]
  const pasted = typeof address === 'string' ? (definition.fromPastedAddress?.(address) ?? {}) : {}
  const defaults = Object.fromEntries(
    definition.fields.flatMap((field) => (field.default === undefined ? [] : [[field.name, field.default]])),
  )
  const known = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
  const addressAlone = pasted[definition.addressField]
  return {
    ...defaults,
    ...pasted,
    ...known,
    ...(addressAlone === undefined ? {} : { [definition.addressField]: addressAlone }),
  }
}

/**
 * The schema of a connection's `settings`, for the form and the server alike. Fields that do not count for the given
 * values are dropped; unknown members are refused.
 */
export function settingsSchema(
  definition: ApplicationDefinition,
): z.ZodType<Settings, Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).transform((given, context): Settings => {
    const settings = withDerivedSettings(definition, given)
    const hidden = new Set(
      definition.fields.filter((field) => !isVisible(field, settings)).map((field) => field.name),
    )
    const shape: Record<string, z.ZodType> = {}
    for (const field of definition.fields) {
      if (!hidden.has(field.name)) shape[field.name] = fieldSchema(field)
    }
    const counting = Object.fromEntries(Object.entries(settings).filter(([name]) => !hidden.has(name)))
    const result = z.strictObject(shape).safeParse(counting)
    if (!result.success) {
      context.issues.push(...(result.error.issues as unknown as z.core.$ZodRawIssue[]))
      return z.NEVER
    }
    return Object.fromEntries(Object.entries(result.data).filter(([, value]) => value !== '')) as Settings
  })
}
