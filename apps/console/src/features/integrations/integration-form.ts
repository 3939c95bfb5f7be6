import { createIntegrationBody } from '@patchbay/contracts/integrations'
import { type FaultsOf, faultsIn } from '../../records/field-faults.ts'

export interface IntegrationFormValues {
  readonly name: string
  readonly description: string
}

export const fields = ['name', 'description'] as const

export function faultsOf(values: IntegrationFormValues): FaultsOf<(typeof fields)[number]> {
  return faultsIn(createIntegrationBody.safeParse(values), fields)
}
