import type { FieldError } from '@patchbay/contracts/error'
import { createIntegrationBody } from '@patchbay/contracts/integrations'

export interface IntegrationFormValues {
  readonly name: string
  readonly description: string
}

export type IntegrationFaults = Partial<Record<keyof IntegrationFormValues, string>>

const fields = ['name', 'description'] as const

/** By the field; what belongs to no field is left out. */
export function faultsBy(errors: readonly FieldError[]): IntegrationFaults {
  const faults: IntegrationFaults = {}
  for (const { path, message } of errors) {
    const field = fields.find((each) => each === path)
    if (field !== undefined) faults[field] ??= message
  }
  return faults
}

export function faultsOf(values: IntegrationFormValues): IntegrationFaults {
  const issues = createIntegrationBody.safeParse(values).error?.issues ?? []
  return faultsBy(issues.map(({ path, message }) => ({ path: path.join('.'), message })))
}
