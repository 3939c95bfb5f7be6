import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { clientSourceOf } from '@patchbay/applications/rules/client-source'
import type { Application } from '@patchbay/contracts/applications'
import type { Connection } from '@patchbay/contracts/connection'
import type { DraftValues } from './form-values.ts'
import { leadsToSandbox } from './leads-to-sandbox.ts'

/**
 * Whose client signs in where the form has no field for one: the connection's own, which it can only have got through
 * the API; one of this deployment; or nobody's yet.
 */
export type BuiltInClientState = 'own' | 'deployment' | 'missing'

interface Subject {
  definition: ApplicationDefinition
  application: Application | undefined
  connection: Connection | null
}

/** null: the server has not answered yet. */
export function builtInClientState(
  { definition, application, connection }: Subject,
  values: DraftValues,
): BuiltInClientState | null {
  const hasOwn = connection !== null && connection.iClientId !== null
  if (hasOwn && clientSourceOf(definition, connection) === 'built-in') return 'own'
  if (application === undefined) return null
  const { sandbox, builtInClient } = application
  const isBrought =
    builtInClient?.configured === true || (sandbox !== null && leadsToSandbox(definition, sandbox, values))
  return isBrought ? 'deployment' : 'missing'
}
