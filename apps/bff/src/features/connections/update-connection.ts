import type { updateConnectionBody } from '@patchbay/contracts/connection'
import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { HttpProblem, invalidValue } from '../../http/http-problem.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { applicationOf, checkConnection } from './check-connection.ts'
import { getConnection, withReferences } from './connections.ts'

type UpdateBody = z.output<typeof updateConnectionBody>

function merged(record: ConnectionRecord, body: UpdateBody) {
  return {
    id: record.id,
    application: record.application,
    authType: body.authType ?? record.authType,
    settings: { ...record.settings, ...body.settings },
    scopes: body.scopes ?? record.scopes,
    iClientId: body.iClientId === undefined ? record.iClientId : body.iClientId,
    advanced: {
      concurrencyLevel: body.advanced?.concurrencyLevel ?? record.advanced.concurrencyLevel,
      borrowConcurrencyFrom:
        body.advanced?.borrowConcurrencyFrom === undefined
          ? record.advanced.borrowConcurrencyFrom
          : body.advanced.borrowConcurrencyFrom,
    },
  }
}

function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each) => right.includes(each))
}

/** The OAuth endpoints come from the settings: where they moved, the tokens are another server's. */
function movedSettings(before: ConnectionRecord, after: ConnectionRecord): string[] {
  const { fields, oauth } = applicationOf(before.application)
  const [old, now] = [oauth.endpoints(before.settings), oauth.endpoints(after.settings)]
  if (JSON.stringify(old) === JSON.stringify(now)) return []
  return fields.filter(({ name }) => before.settings[name] !== after.settings[name]).map(({ label }) => label)
}

/** Which changed members the token depends on, in the words of the form. */
function tokenBasisChanges(before: ConnectionRecord, after: ConnectionRecord): string[] {
  return [
    ...movedSettings(before, after),
    ...(before.iClientId === after.iClientId ? [] : ['iClient']),
    ...(before.authType === after.authType ? [] : ['Authentication type']),
    ...(isSameSet(before.scopes, after.scopes) ? [] : ['Scopes']),
  ]
}

/**
 * Takes a connection offline whose token no longer fits. Tokens of another instance or client are forgotten at once:
 * they must never be sent to the new one. After a change of scopes alone they are kept, so that they can be revoked.
 */
function afterBasisChange(before: ConnectionRecord, after: ConnectionRecord): ConnectionRecord {
  if (before.status === 'draft') return after
  const changes = tokenBasisChanges(before, after)
  if (changes.length === 0) return after
  const onlyScopes = changes.length === 1 && changes[0] === 'Scopes'
  const verb = changes.length === 1 && !onlyScopes ? 'was' : 'were'
  return {
    ...after,
    ...(onlyScopes ? {} : { credentials: null, token: null, lastTest: null }),
    status: 'offline',
    statusReason: `${changes.join(' and ')} ${verb} changed. Authorize the connection again.`,
  }
}

/**
 * Applies a PATCH on top of the version that it names.
 *
 * @throws HttpProblem `not_found`, `invalid_value`, `unknown_member`, `stale_version`; StoreError `name_taken`
 */
export async function updateConnection(deps: Deps, id: string, body: UpdateBody): Promise<ConnectionRecord> {
  const { iClientId, advanced } = merged(await getConnection(deps, id), body)
  const references = { iClientId, lends: advanced.borrowConcurrencyFrom !== null }
  return withReferences(deps, references, async () => {
    const record = await getConnection(deps, id)
    if (body.application !== undefined && body.application !== record.application) {
      throw invalidValue(
        'application',
        'The application of a connection cannot be changed. Create another connection.',
      )
    }
    if (body.version !== record.version) {
      throw new HttpProblem(
        'stale_version',
        'Someone changed this connection since you opened it. Load it again and repeat your change.',
      )
    }
    const wanted = merged(record, body)
    const checked = await checkConnection(deps, wanted)
    const after = {
      ...record,
      ...wanted,
      ...checked,
      id,
      name: body.name ?? record.name,
      updatedAt: new Date().toISOString(),
    }
    return deps.records.connections.update(afterBasisChange(record, after))
  })
}
