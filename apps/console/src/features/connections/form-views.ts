import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { isSecret, visibleFields } from '@patchbay/applications/rules/settings-schema'
import type { SettingField } from '@patchbay/contracts/applications'
import type { DraftValues } from './form-values.ts'

/** `simple`: as the application's file orders it; `http`: in the terms of OAuth itself. */
export type FormView = 'simple' | 'http'

function viewsOf(definition: ApplicationDefinition, field: SettingField): FormView[] {
  const inSimple = definition.form.flat().includes(field.name)
  const inHttp = field.override === true || definition.isAnyOther === true || field.kind === 'private-key'
  return [...(inSimple ? ['simple' as const] : []), ...(inHttp ? ['http' as const] : [])]
}

/** Which view shows the first fault; null: the one that is open shows a fault. */
export function viewToShow(
  definition: ApplicationDefinition,
  open: FormView,
  faulty: readonly string[],
): FormView | null {
  const views = faulty.map((path) => {
    const field = definition.fields.find(
      (each) => path === `${isSecret(each) ? 'secrets' : 'settings'}.${each.name}`,
    )
    return field === undefined ? [open] : viewsOf(definition, field)
  })
  return views.some((each) => each.includes(open)) ? null : (views[0]?.[0] ?? null)
}

/** Settings of the HTTP view that count and that only it draws. */
export function overriddenFields(
  definition: ApplicationDefinition,
  values: Pick<DraftValues, 'authType' | 'settings'>,
): SettingField[] {
  return visibleFields(definition, values).filter(
    (field) =>
      !viewsOf(definition, field).includes('simple') &&
      field.override === true &&
      !isSecret(field) &&
      values.settings[field.name] !== '',
  )
}
