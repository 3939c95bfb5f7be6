import { type Agent, updateAgentBody } from '@patchbay/contracts/agents'
import type { FieldError } from '@patchbay/contracts/error'

export interface AgentFormValues {
  readonly name: string
  /** PEM; empty: public authorities alone. */
  readonly certificateAuthority: string
}

export type AgentFaults = Partial<Record<keyof AgentFormValues, string>>

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

export function faultsBy(errors: readonly FieldError[]): AgentFaults {
  const faults: AgentFaults = {}
  for (const { path, message } of errors) faults[path as keyof AgentFormValues] ??= message
  return faults
}

export function faultsOf(version: number, values: AgentFormValues): AgentFaults {
  const issues = updateAgentBody.safeParse(changesOf(version, values)).error?.issues ?? []
  return faultsBy(issues.map(({ path, message }) => ({ path: path.join('.'), message })))
}
