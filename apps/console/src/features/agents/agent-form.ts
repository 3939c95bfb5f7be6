import { type Agent, updateAgentBody } from '@patchbay/contracts/agents'
import { type FaultsOf, faultsIn } from '../../records/field-faults.ts'

export interface AgentFormValues {
  readonly name: string
  /** PEM; empty: public authorities alone. */
  readonly certificateAuthority: string
}

export const fields = ['name', 'certificateAuthority'] as const

export function valuesOf({ name, certificateAuthority }: Agent): AgentFormValues {
  return { name, certificateAuthority: certificateAuthority?.pem ?? '' }
}

export function changesOf(version: number, { name, certificateAuthority }: AgentFormValues) {
  return {
    version,
    name,
    certificateAuthority: certificateAuthority.trim() === '' ? null : certificateAuthority,
  }
}

export function faultsOf(version: number, values: AgentFormValues): FaultsOf<(typeof fields)[number]> {
  return faultsIn(updateAgentBody.safeParse(changesOf(version, values)), fields)
}
