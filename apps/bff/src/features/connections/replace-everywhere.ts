import type { ConnectionUses } from '@patchbay/contracts/connection-uses'
import type { Deps } from '../../deps.ts'
import { invalidValue, notFound } from '../../http/http-problem.ts'
import { changeIntegration } from '../../integrations/change-integration.ts'
import { placesOf, withConnectionIn, withRegistered } from '../../integrations/steps.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import type { IntegrationRecord } from '../../records/integration.ts'
import { modify } from '../../records/modify.ts'
import { withUses } from '../../records/uses-lock.ts'
import { presentUses, type Users, usersOf } from './connection-uses.ts'

interface Pair {
  readonly from: ConnectionRecord
  readonly to: ConnectionRecord
}

const path = 'withConnectionId'

async function pairOf(
  { records }: Pick<Deps, 'records'>,
  id: string,
  withConnectionId: string,
): Promise<Pair> {
  const from = await records.connections.get(id)
  if (from === null) throw notFound('connection')
  const to = await records.connections.get(withConnectionId)
  if (to === null) throw invalidValue(path, 'There is no such connection. It may have been deleted.')
  if (to.id === id) throw invalidValue(path, 'This is the same connection. Choose another one.')
  if (to.application !== from.application)
    throw invalidValue(path, `${to.name} belongs to another application. Choose one of the same.`)
  return { from, to }
}

/** One that borrows itself cannot lend; one that borrowed from the other has a pool of its own from now on. */
function checkLending({ from, to }: Pair, { borrowers }: Users): void {
  const { borrowConcurrencyFrom } = to.advanced
  if (borrowers.length === 0 || borrowConcurrencyFrom === null || borrowConcurrencyFrom === from.id) return
  throw invalidValue(
    path,
    `${to.name} borrows concurrency itself, so others cannot borrow from it. Choose another one.`,
  )
}

/** A replacement that would bring the connection back can no longer be undone. */
function stillUndoable(replacement: IntegrationRecord['replacement'], id: string) {
  return replacement?.from.id === id || replacement?.to.id === id ? null : replacement
}

function replacedIn(integration: IntegrationRecord, { from, to }: Pair): IntegrationRecord {
  if (!integration.connectionIds.includes(from.id)) return integration
  const stepIds = placesOf(integration, (step) => step.connectionId === from.id).map(({ stepId }) => stepId)
  const changed = withConnectionIn(integration, new Set(stepIds), to.id)
  const others = integration.connectionIds.filter((id) => id !== from.id)
  const replacement = stillUndoable(integration.replacement, from.id)
  return withRegistered({ ...changed, connectionIds: others, replacement }, to.id)
}

async function replaceLender({ records }: Pick<Deps, 'records'>, id: string, { from, to }: Pair) {
  await modify<ConnectionRecord>(records.connections, id, (current) => {
    if (current.advanced.borrowConcurrencyFrom !== from.id) return null
    const borrowConcurrencyFrom = id === to.id ? null : to.id
    return { ...current, advanced: { ...current.advanced, borrowConcurrencyFrom } }
  })
}

async function replaceInKey({ records }: Pick<Deps, 'records'>, keyId: string, { from, to }: Pair) {
  await modify(records.apiKeys, keyId, (current) => {
    if (current.connectionIds === null || !current.connectionIds.includes(from.id)) return null
    const others = current.connectionIds.filter((id) => id !== from.id && id !== to.id)
    return { ...current, connectionIds: [...others, to.id] }
  })
}

/**
 * Puts another connection in the place of one, wherever that is used: each integration in one write, and so each key and
 * each borrower. Begun again after a crash, it goes on where it ended.
 *
 * @returns what was changed
 * @throws HttpProblem `not_found`, `invalid_value`
 */
export function replaceEverywhere(
  deps: Pick<Deps, 'records' | 'store'>,
  id: string,
  withConnectionId: string,
): Promise<ConnectionUses> {
  return deps.store.withLock('connections:lending', () =>
    withUses(deps.store, [id, withConnectionId], async () => {
      const pair = await pairOf(deps, id, withConnectionId)
      const users = await usersOf(deps, id)
      checkLending(pair, users)
      for (const integration of users.integrations)
        await changeIntegration(deps, integration.id, (current) => replacedIn(current, pair))
      // The new lender first, since nobody borrows from who borrows.
      const borrowers = users.borrowers.toSorted(
        (a, b) => Number(b.id === withConnectionId) - Number(a.id === withConnectionId),
      )
      for (const borrower of borrowers) await replaceLender(deps, borrower.id, pair)
      for (const key of users.apiKeys) await replaceInKey(deps, key.id, pair)
      return presentUses(users, id)
    }),
  )
}
