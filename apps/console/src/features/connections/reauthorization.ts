import type { ApplicationDefinition, Settings } from '@patchbay/applications/definition'
import { accessOf } from '@patchbay/applications/rules/access'
import { normalAddress } from '@patchbay/applications/rules/addresses'
import { countingIClient, countingScopes } from './counting-parts.ts'
import type { ConnectionFormValues } from './form-values.ts'

function sameScopes(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((scope) => b.includes(scope))
}

/** As the server keeps them. */
function normalSettings({ fields }: ApplicationDefinition, values: ConnectionFormValues): Settings {
  const entries = fields.flatMap(({ name, kind }) => {
    const value = values.settings[name]?.trim() ?? ''
    if (value === '') return []
    return [[name, kind === 'url' && URL.canParse(value) ? normalAddress(value) : value]]
  })
  return Object.fromEntries(entries)
}

/** Labels of the settings that, each by itself, change how the application is got at. */
function movedSettings(
  definition: ApplicationDefinition,
  before: ConnectionFormValues,
  after: ConnectionFormValues,
): string[] {
  const [old, now] = [normalSettings(definition, before), normalSettings(definition, after)]
  const access = (settings: Settings) =>
    JSON.stringify(accessOf(definition, { authType: before.authType, settings, facts: {} }))
  const moved = definition.fields
    .filter(({ name }) => {
      const { [name]: _, ...others } = old
      const value = now[name]
      return access(value === undefined ? others : { ...others, [name]: value }) !== access(old)
    })
    .map(({ label }) => label)
  // Some settings have a field for each of the cases in which they count.
  return [...new Set(moved)]
}

/** Labels of what was changed that a token depends on: with any of them the connection must be authorized again. */
export function changesThatNeedASignIn(
  definition: ApplicationDefinition,
  before: ConnectionFormValues,
  after: ConnectionFormValues,
): string[] {
  const scopes = (values: ConnectionFormValues) => countingScopes(definition, values)
  const iClient = (values: ConnectionFormValues) => countingIClient(definition, values)
  return [
    ...movedSettings(definition, before, after),
    ...(before.authType === after.authType ? [] : ['authentication type']),
    ...(sameScopes(scopes(before), scopes(after)) ? [] : ['scopes']),
    ...(iClient(before) === iClient(after) ? [] : ['iClient']),
  ]
}
