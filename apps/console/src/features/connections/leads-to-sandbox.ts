import type { ApplicationDefinition } from '@patchbay/applications/definition'
import type { Application, SettingField } from '@patchbay/contracts/applications'
import type { DraftValues } from './form-values.ts'

type Sandbox = NonNullable<Application['sandbox']>

/** The settings that decide whether a connection leads to the stand-in. */
export function sandboxAddresses({ fields }: ApplicationDefinition, { settings }: Sandbox): SettingField[] {
  return fields.filter(({ name, kind }) => kind === 'url' && settings[name])
}

export function leadsToSandbox(
  definition: ApplicationDefinition,
  sandbox: Sandbox,
  values: Pick<DraftValues, 'settings'>,
): boolean {
  const addresses = sandboxAddresses(definition, sandbox)
  return addresses.every(({ name }) => values.settings[name] === sandbox.settings[name])
}
