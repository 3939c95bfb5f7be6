import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { offeredAuthTypes } from '@patchbay/applications/rules/auth-types'
import { isSecret, visibleFields } from '@patchbay/applications/rules/settings-schema'
import type { SettingField } from '@patchbay/contracts/applications'
import { type ConnectionFormValues, emptyValues } from '../../src/features/connections/form-values.ts'
import { formVerdict } from './verdicts.ts'

type Settings = Readonly<Record<string, string>>

/** Names of the settings that decide which others count. */
export function decidingSettings(definition: ApplicationDefinition): ReadonlySet<string> {
  const { fields, authTypes, scopes, iClient } = definition
  const parts = [...fields, ...authTypes, ...scopes, iClient]
  return new Set(parts.flatMap(({ visibleWhen = [] }) => visibleWhen.map(({ field }) => field)))
}

function choicesOf({ options = [], required }: SettingField): string[] {
  return [...(required ? [] : ['']), ...options.map(({ value }) => value)]
}

/** Every choice of those settings. */
function everyChoice(definition: ApplicationDefinition): Settings[] {
  const deciding = decidingSettings(definition)
  const fields = definition.fields.filter(({ name }) => deciding.has(name))
  return fields.reduce<Settings[]>(
    (all, field) => all.flatMap((one) => choicesOf(field).map((value) => ({ ...one, [field.name]: value }))),
    [{}],
  )
}

/** The empty forms of an application that differ in their fields, for every authentication type that it offers. */
export function possibleForms(definition: ApplicationDefinition): ConnectionFormValues[] {
  const empty = emptyValues(definition)
  const all = everyChoice(definition).flatMap((choice) => {
    const settings = { ...empty.settings, ...choice }
    const authTypes = offeredAuthTypes(definition, settings)
    return authTypes.map(({ value: authType }) => ({ ...empty, authType, settings }))
  })
  const fieldsOf = (form: ConnectionFormValues) =>
    JSON.stringify([form.authType, visibleFields(definition, form)])
  return [...new Map(all.map((form) => [fieldsOf(form), form])).values()]
}

/** The form with another value in one field; undefined: without it. */
export function withValue(
  form: ConnectionFormValues,
  field: SettingField,
  value: unknown,
): ConnectionFormValues {
  const member = isSecret(field) ? 'secrets' : 'settings'
  const { [field.name]: _before, ...others } = form[member]
  // What no form can hold, a program may write.
  const written = value === undefined ? {} : { [field.name]: value as string }
  return { ...form, [member]: { ...others, ...written } }
}

interface Filling {
  /** Settings of a connection to the stand-in. */
  readonly sandbox: Settings
  /** For fields that say no more of themselves. */
  readonly plain: readonly string[]
  readonly optional: boolean
}

function goodValue(
  definition: ApplicationDefinition,
  form: ConnectionFormValues,
  { field, filling }: { field: SettingField; filling: Filling },
): string {
  const { name, default: preset, options = [], suggestions = [], placeholder } = field
  const own = [
    filling.sandbox[name],
    preset,
    ...options.map(({ value }) => value),
    ...suggestions,
    placeholder,
  ]
  const path = `${isSecret(field) ? 'secrets' : 'settings'}.${name}:`
  const isGood = (value: string) =>
    !formVerdict(definition, withValue(form, field, value)).some((fault) => fault.startsWith(path))
  const good = [...own, ...filling.plain].find(
    (value) => value !== undefined && value !== '' && isGood(value),
  )
  if (good !== undefined) return good
  throw new TypeError(`Give ${definition.name}’s field ${name} a placeholder that its own rule takes.`)
}

/** The form with something good in its fields. */
export function filledIn(
  definition: ApplicationDefinition,
  form: ConnectionFormValues,
  filling: Filling,
): ConnectionFormValues {
  const deciding = decidingSettings(definition)
  const fields = visibleFields(definition, form).filter(
    ({ name, required }) =>
      !deciding.has(name) && (required || filling.optional || filling.sandbox[name] !== undefined),
  )
  return fields.reduce(
    (filled, field) => withValue(filled, field, goodValue(definition, filled, { field, filling })),
    form,
  )
}
