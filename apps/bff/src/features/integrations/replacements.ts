import type { Replacement } from '@patchbay/contracts/integrations'
import type { Deps } from '../../deps.ts'
import { invalidValue, notFound } from '../../http/http-problem.ts'
import {
  changeIntegration,
  getIntegration,
  type IntegrationDeps,
} from '../../integrations/change-integration.ts'
import { placesOf, withConnectionIn, withRegistered } from '../../integrations/steps.ts'
import { newId } from '../../new-id.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import type { IntegrationRecord, ReplacementRecord } from '../../records/integration.ts'
import { withUses } from '../../records/uses-lock.ts'

interface Wanted {
  readonly connectionId: string
  readonly withConnectionId: string
}

type Preview = Omit<Replacement, 'id' | 'at'>

async function requireRegistered(
  { records }: Pick<Deps, 'records'>,
  { name, connectionIds }: IntegrationRecord,
  [path, id]: readonly [keyof Wanted, string],
): Promise<ConnectionRecord> {
  const connection = await records.connections.get(id)
  if (connection === null) throw invalidValue(path, 'There is no such connection. It may have been deleted.')
  if (!connectionIds.includes(id)) {
    throw invalidValue(path, `${connection.name} is not registered with ${name}. Register it first.`)
  }
  return connection
}

/** @throws HttpProblem `invalid_value` */
async function plan(
  deps: Pick<Deps, 'records'>,
  integration: IntegrationRecord,
  { connectionId, withConnectionId }: Wanted,
): Promise<Preview> {
  const from = await requireRegistered(deps, integration, ['connectionId', connectionId])
  const to = await requireRegistered(deps, integration, ['withConnectionId', withConnectionId])
  if (from.id === to.id)
    throw invalidValue('withConnectionId', 'This is the same connection. Choose another one.')
  if (from.application !== to.application) {
    throw invalidValue(
      'withConnectionId',
      `${to.name} belongs to another application. Choose one of the same.`,
    )
  }
  return {
    from: { id: from.id, name: from.name },
    to: { id: to.id, name: to.name },
    steps: placesOf(integration, (step) => step.connectionId === from.id),
  }
}

export async function previewReplacement(
  deps: IntegrationDeps,
  id: string,
  wanted: Wanted,
): Promise<Preview> {
  return plan(deps, await getIntegration(deps, id), wanted)
}

/** As a record keeps it; steps that are gone are no longer named. */
export function presentReplacement(
  integration: IntegrationRecord,
  { id, at, from, to, stepIds }: ReplacementRecord,
): Replacement {
  return { id, at, from, to, steps: placesOf(integration, (step) => stepIds.includes(step.id)) }
}

/** In all steps of the integration, in one write. @throws HttpProblem `not_found`, `invalid_value` */
export async function replaceConnection(
  deps: IntegrationDeps,
  id: string,
  wanted: Wanted,
): Promise<Replacement> {
  const replacementId = newId('repl')
  const changed = await changeIntegration(deps, id, async (current) => {
    const { from, to, steps } = await plan(deps, current, wanted)
    if (steps.length === 0)
      throw invalidValue('connectionId', `No step of ${current.name} uses ${from.name}.`)
    const stepIds = steps.map(({ stepId }) => stepId)
    const replacement = { id: replacementId, at: new Date().toISOString(), from, to, stepIds }
    return { ...withConnectionIn(current, new Set(stepIds), to.id), replacement }
  })
  if (changed.replacement === null) throw notFound('replacement')
  return presentReplacement(changed, changed.replacement)
}

/** What it gave to steps that nobody has changed since is taken back. */
function withoutReplacement(
  current: IntegrationRecord,
  { from, to, stepIds }: ReplacementRecord,
): IntegrationRecord {
  const same = placesOf(current, (step) => stepIds.includes(step.id) && step.connectionId === to.id)
  const undone = { ...current, replacement: null }
  if (same.length === 0) return undone
  const back = withConnectionIn(undone, new Set(same.map(({ stepId }) => stepId)), from.id)
  return withRegistered(back, from.id)
}

/** @throws HttpProblem `not_found`, `invalid_value` where the connection that was replaced is no longer there */
export async function undoReplacement(
  deps: IntegrationDeps,
  id: string,
  replacementId: string,
): Promise<void> {
  const replaced = (await getIntegration(deps, id)).replacement?.from.id
  await withUses(deps.store, replaced === undefined ? [] : [replaced], () =>
    changeIntegration(deps, id, async (current) => {
      const { replacement } = current
      if (replacement?.id !== replacementId) throw notFound('replacement that can be undone')
      const { from } = replacement
      if ((await deps.records.connections.get(from.id)) === null)
        throw invalidValue('connectionId', `${from.name} was deleted meanwhile, so it cannot be put back.`)
      return withoutReplacement(current, replacement)
    }),
  )
}
