import type { StepPlace } from '@patchbay/contracts/integrations'
import { HttpProblem, notFound } from '../../http/http-problem.ts'
import { changeIntegration, type IntegrationDeps } from '../../integrations/change-integration.ts'
import { namedList } from '../../integrations/named-list.ts'
import { placeFault, placesOf, placeText, withRegistered } from '../../integrations/steps.ts'
import type { IntegrationRecord } from '../../records/integration.ts'
import { withUses } from '../../records/uses-lock.ts'

/** @throws HttpProblem `not_found`, `invalid_value` where too many are registered */
export function registerConnection(
  deps: IntegrationDeps,
  id: string,
  connectionId: string,
): Promise<IntegrationRecord> {
  // A connection that is being deleted gets no new users.
  return withUses(deps.store, [connectionId], () =>
    changeIntegration(deps, id, async (current) => {
      if ((await deps.records.connections.get(connectionId)) === null) throw notFound('connection')
      return withRegistered(current, connectionId)
    }),
  )
}

function usedInSteps(places: readonly StepPlace[]): HttpProblem {
  const named = namedList(places.map(placeText), '; ')
  return new HttpProblem('in_use', `Steps use this connection: ${named}. Give them another one first.`, {
    errors: places.map(placeFault),
  })
}

/** @throws HttpProblem `not_found`; `in_use` where steps use it, which are named */
export async function deregisterConnection(
  deps: IntegrationDeps,
  id: string,
  connectionId: string,
): Promise<void> {
  await changeIntegration(deps, id, (current) => {
    if (!current.connectionIds.includes(connectionId)) throw notFound('registered connection')
    const places = placesOf(current, (step) => step.connectionId === connectionId)
    if (places.length > 0) throw usedInSteps(places)
    return { ...current, connectionIds: current.connectionIds.filter((each) => each !== connectionId) }
  })
}
