import type { SettingField } from '@patchbay/contracts/applications'
import * as z from 'zod'
import { addressFault, normalAddress, withPlainDots } from './addresses.ts'
import { parametersFault, readParameters, writeParameters } from './parameters.ts'

function missing(field: SettingField): string {
  if (field.kind === 'agent') return 'Choose the agent: an on-premise server is reached through one.'
  return field.kind === 'select' ? `Choose a value for ${field.label}.` : `Write the ${field.label}.`
}

/** Runs a check that names the fault on all but the empty value. */
function checked(schema: z.ZodType<string>, faultOf: (value: string) => string | null): z.ZodType<string> {
  return schema.superRefine((value, context) => {
    const fault = value === '' ? null : faultOf(value)
    if (fault !== null) context.addIssue({ code: 'custom', message: fault })
  })
}

function addressSchema(field: SettingField, text: z.ZodString): z.ZodType<string> {
  const isEndpoint = field.kind === 'endpoint'
  const faultOf = (value: string) => addressFault(value, { mayHaveQuery: isEndpoint })
  // An endpoint is what it is to the last slash; an address is only where others begin.
  const spell = isEndpoint ? (value: string) => new URL(value).href : normalAddress
  return checked(text.overwrite(withPlainDots), faultOf).transform((value) =>
    URL.canParse(value) ? spell(value) : value,
  )
}

function selectSchema(field: SettingField, text: z.ZodString): z.ZodType<string> {
  const values = new Set((field.options ?? []).map((option) => option.value))
  const labels = (field.options ?? []).map((option) => option.label).join(' or ')
  const none = field.required ? [] : ['']
  return text.refine((value) => values.has(value) || none.includes(value), `Choose ${labels}.`)
}

function parametersSchema(field: SettingField, text: z.ZodString): z.ZodType<string> {
  return checked(text, (value) => parametersFault(value, field.reserved ?? [])).transform((value) =>
    writeParameters(readParameters(value) ?? {}),
  )
}

function writtenSchema(field: SettingField): z.ZodType<string> {
  const text = z.string(missing(field))
  const isChosen = field.kind === 'select' || field.kind === 'agent'
  const trimmed = isChosen ? text : text.trim()
  const present = field.required ? trimmed.min(1, missing(field)) : trimmed
  const bounded = present.max(field.maxLength ?? 2000, `Write at most ${field.maxLength ?? 2000} characters.`)
  switch (field.kind) {
    case 'url':
    case 'endpoint':
      return addressSchema(field, bounded)
    case 'select':
      return selectSchema(field, bounded)
    case 'flag':
      return bounded.refine((value) => value === '' || value === 'on', 'Write true or false.')
    case 'parameters':
      return parametersSchema(field, bounded)
    default: {
      if (field.pattern === undefined) return bounded
      const pattern = new RegExp(`^(?:${field.pattern.source})$`, 'u')
      return bounded.refine((value) => value === '' || pattern.test(value), field.pattern.message)
    }
  }
}

/** What may be written into a field, as it is kept then. */
export function fieldSchema(field: SettingField): z.ZodType {
  const written = writtenSchema(field)
  return field.required ? written : written.optional()
}
