import type { Step, StepKind } from '@patchbay/contracts/flows'

export const kindNames: Record<StepKind, string> = {
  source: 'Source',
  destination: 'Destination',
  lookup: 'Lookup',
}

/** What the admin knows a step by. */
export function stepName({ kind, connection }: Pick<Step, 'kind' | 'connection'>): string {
  return connection === null ? `the empty ${kind}` : connection.name
}
