import { type ConnectionUses, maxUsesNamed } from '@patchbay/contracts/connection-uses'
import type { Deps } from '../../deps.ts'
import type { FieldError } from '@patchbay/contracts/error'
import { HttpProblem } from '../../http/http-problem.ts'
import { placesOf, placeText } from '../../integrations/steps.ts'
import { borrowersOf } from './borrowing.ts'

const byName = { by: 'name', direction: 'asc' } as const

const named = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name })

/** What a connection is used by: named up to a limit of each kind, counted in full. */
export async function usesOf({ records }: Pick<Deps, 'records'>, id: string): Promise<ConnectionUses> {
  const query = { where: { connectionIds: id }, sort: byName, limit: maxUsesNamed }
  const [integrations, apiKeys, borrowers] = await Promise.all([
    records.integrations.list(query),
    records.apiKeys.list(query),
    borrowersOf({ records }, id, maxUsesNamed),
  ])
  const steps = integrations.items.flatMap((each) => placesOf(each, (step) => step.connectionId === id))
  return {
    total: integrations.total + steps.length + apiKeys.total + borrowers.total,
    integrations: integrations.items.map(named),
    steps: steps.slice(0, maxUsesNamed),
    apiKeys: apiKeys.items.map(named),
    borrowers: borrowers.items.map(named),
  }
}

const maxSaid = 20

function faultsOf({ integrations, steps, apiKeys, borrowers }: ConnectionUses): FieldError[] {
  const inSteps = new Set(steps.map(({ integrationId }) => integrationId))
  return [
    ...steps.map((place) => ({
      path: `flows.${place.flowId}.steps.${place.stepId}`,
      message: placeText(place),
    })),
    ...integrations
      .filter((each) => !inSteps.has(each.id))
      .map((each) => ({ path: `integrations.${each.id}`, message: each.name })),
    ...apiKeys.map((each) => ({ path: `apiKeys.${each.id}`, message: each.name })),
    ...borrowers.map((each) => ({ path: `connections.${each.id}`, message: each.name })),
  ]
}

/** Deleting what is used would break its users: they are named instead. @throws HttpProblem `in_use` */
export async function requireUnused(deps: Pick<Deps, 'records'>, id: string): Promise<void> {
  const uses = await usesOf(deps, id)
  if (uses.total === 0) return
  const errors = faultsOf(uses)
  const said = errors.slice(0, maxSaid).map(({ message }) => message)
  const more = errors.length > said.length ? `; and ${errors.length - said.length} more` : ''
  throw new HttpProblem(
    'in_use',
    `The connection is in use: ${said.join('; ')}${more}. Replace it there first, or take it away.`,
    { errors },
  )
}
