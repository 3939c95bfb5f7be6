import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { normalAddress } from '@patchbay/applications/settings-schema'
import type { ConnectionFormValues } from './form-values.ts'

function sameAddress(a: string, b: string): boolean {
  if (!URL.canParse(a) || !URL.canParse(b)) return a.trim() === b.trim()
  return normalAddress(a) === normalAddress(b)
}

function sameScopes(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((scope) => b.includes(scope))
}

function iClientOf(values: ConnectionFormValues): string | null {
  return values.usesIClient ? values.iClientId : null
}

/** Labels of what was changed that a token depends on: with any of them the connection must be authorized again. */
export function changesThatNeedASignIn(
  definition: ApplicationDefinition,
  before: ConnectionFormValues,
  after: ConnectionFormValues,
): string[] {
  const { addressField, fields } = definition
  const label = fields.find((field) => field.name === addressField)?.label ?? addressField
  const changed: string[] = []
  if (!sameAddress(before.settings[addressField] ?? '', after.settings[addressField] ?? ''))
    changed.push(label)
  if (!sameScopes(before.scopes, after.scopes)) changed.push('scopes')
  if (iClientOf(before) !== iClientOf(after)) changed.push('iClient')
  return changed
}
