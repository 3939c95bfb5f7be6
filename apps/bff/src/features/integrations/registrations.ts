import { maxRegistered } from '@patchbay/contracts/integrations'
import { HttpProblem, invalidValue, notFound } from '../../http/http-problem.ts'
import { changeIntegration, type IntegrationDeps } from '../../integrations/change-integration.ts'
import { placesOf, placeText, withRegistered } from '../../integrations/steps.ts'
import type { IntegrationRecord } from '../../records/integration.ts'
import { usesLock } from '../../records/uses-lock.ts'

/** @throws HttpProblem `not_found`, `invalid_value` where too many are registered */
export function registerConnection(
  deps: IntegrationDeps,
  id: string,
  connectionId: string,
): Promise<IntegrationRecord> {
  // A connection that is being deleted gets no new users.
  return deps.store.withLock(usesLock(connectionId), () =>
    changeIntegration(deps, id, async (current) => {
      if ((await deps.records.connections.get(connectionId)) === null) throw notFound('connection')
      const registered = withRegistered(current, connectionId)
      if (registered.connectionIds.length > maxRegistered) {
        throw invalidValue(
          'connectionId',
          `${current.name} has ${maxRegistered} connections already. Deregister one that no step uses.`,
        )
      }
      return registered
    }),
  )
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
    if (places.length > 0) {
      const named = places.slice(0, 20).map(placeText).join('; ')
      const more = places.length > 20 ? `; and ${places.length - 20} more` : ''
      throw new HttpProblem(
        'in_use',
        `Steps use this connection: ${named}${more}. Give them another one first.`,
        {
          errors: places.map((place) => ({
            path: `flows.${place.flowId}.steps.${place.stepId}`,
            message: placeText(place),
          })),
        },
      )
    }
    return { ...current, connectionIds: current.connectionIds.filter((each) => each !== connectionId) }
  })
}
