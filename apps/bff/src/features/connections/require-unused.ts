import type { ConnectionUses } from '@patchbay/contracts/connection-uses'
import type { FieldError } from '@patchbay/contracts/error'
import type { Deps } from '../../deps.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import { namedList } from '../../integrations/named-list.ts'
import { placeFault, placeText } from '../../integrations/steps.ts'
import { usesOf } from './connection-uses.ts'

type Named = ConnectionUses['integrations']

/** Those that do not use it in a step as well. */
function registeredAlone({ integrations, steps }: ConnectionUses): Named {
  const inSteps = new Set(steps.map(({ integrationId }) => integrationId))
  return integrations.filter(({ id }) => !inSteps.has(id))
}

function faults(collection: string, users: Named): FieldError[] {
  return users.map(({ id, name }) => ({ path: `${collection}.${id}`, message: name }))
}

function faultsOf(uses: ConnectionUses): FieldError[] {
  return [
    ...uses.steps.map(placeFault),
    ...faults('integrations', registeredAlone(uses)),
    ...faults('apiKeys', uses.apiKeys),
    ...faults('connections', uses.borrowers),
  ]
}

function namesOf(users: Named): string {
  return namedList(users.map(({ name }) => name))
}

function inWords(uses: ConnectionUses): string {
  const sentences = [
    ['Steps use it', namedList(uses.steps.map(placeText), '; ')],
    ['It is registered with', namesOf(registeredAlone(uses))],
    ['API keys are limited to it', namesOf(uses.apiKeys)],
    ['Other connections borrow concurrency from this one', namesOf(uses.borrowers)],
  ] as const
  return sentences.flatMap(([what, list]) => (list === '' ? [] : [`${what}: ${list}.`])).join(' ')
}

/** Deleting what is used would break its users: they are named instead. @throws HttpProblem `in_use` */
export async function requireUnused(deps: Pick<Deps, 'records'>, id: string): Promise<void> {
  const uses = await usesOf(deps, id)
  if (uses.total === 0) return
  throw new HttpProblem(
    'in_use',
    `The connection is in use. ${inWords(uses)} Replace it there first, or take it away.`,
    { errors: faultsOf(uses) },
  )
}
