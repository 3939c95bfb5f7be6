import type { updateConnectionBody } from '@patchbay/contracts/connection'
import { visibleFields } from '@patchbay/applications/rules/settings-schema'
import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { HttpProblem, invalidValue } from '../../http/http-problem.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { applicationOf, checkConnection } from './check-connection.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { checkIssuer } from './issuer-check.ts'
import { accessOf } from '../../credentials/client-of.ts'
import { agentIdOf } from '../../credentials/way-out.ts'
import { bareHost, isLocalName, parseAddress } from '../../outbound/address.ts'
import { keptIClient } from './kept-iclient.ts'
import { agentNamedIn, getConnection, sealSecrets, withReferences } from './connections.ts'

type UpdateBody = z.output<typeof updateConnectionBody>

function merged(record: ConnectionRecord, body: UpdateBody) {
  const after = {
    authType: body.authType ?? record.authType,
    settings: { ...record.settings, ...body.settings },
  }
  return {
    id: record.id,
    application: record.application,
    ...after,
    scopes: body.scopes ?? record.scopes,
    secrets: { given: body.secrets ?? {}, stored: Object.keys(record.secrets ?? {}) },
    iClientId: keptIClient(record, body.iClientId, after),
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

/** Of a server that no certificate vouches for by name, another network may have another of the same name. */
function isOtherNetwork(before: ConnectionRecord, after: ConnectionRecord): boolean {
  if (agentIdOf(before) === agentIdOf(after)) return false
  const instance = URL.parse(after.settings['instanceUri'] ?? '')
  const host = bareHost(instance?.hostname ?? '')
  return instance?.protocol !== 'https:' || isLocalName(host) || parseAddress(host) !== null
}

/** How the application is got at comes from the settings: where that moved, the tokens are another server's. */
function movedSettings(before: ConnectionRecord, after: ConnectionRecord): string[] {
  const { fields } = applicationOf(before.application)
  // Without what the token told, which would hide that the settings now lead elsewhere.
  const isSame = JSON.stringify(accessOf(before, {})) === JSON.stringify(accessOf(after, {}))
  if (isSame && !isOtherNetwork(before, after)) return []
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
    renewingSince: null,
    wakeAt: null,
    status: 'offline',
    statusReason: `${changes.join(' and ')} ${verb} changed. Authorize the connection again.`,
  }
}

/** A password that no sign-in uses any more is not kept. */
function countingSecrets(
  { secrets = {}, application }: ConnectionRecord,
  connection: Pick<ConnectionRecord, 'authType' | 'settings'>,
) {
  const names = new Set(visibleFields(applicationOf(application), connection).map(({ name }) => name))
  return Object.fromEntries(Object.entries(secrets).filter(([name]) => names.has(name)))
}

/**
 * Applies a PATCH on top of the version that it names.
 *
 * @throws HttpProblem `not_found`, `invalid_value`, `unknown_member`, `stale_version`; StoreError `name_taken`
 */
export async function updateConnection(
  deps: Deps & CredentialsDeps,
  id: string,
  body: UpdateBody,
): Promise<ConnectionRecord> {
  const { iClientId, advanced, settings } = merged(await getConnection(deps, id), body)
  const lends = advanced.borrowConcurrencyFrom !== null
  const references = { iClientId, agentId: agentNamedIn(settings), lends }
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
    await checkIssuer(deps, { ...wanted, settings: checked.settings }, record.settings)
    const { secrets: _given, ...members } = wanted
    const after = {
      ...record,
      ...members,
      ...checked,
      id,
      secrets: {
        ...countingSecrets(record, { ...wanted, settings: checked.settings }),
        ...sealSecrets(deps, id, body.secrets ?? {}),
      },
      name: body.name ?? record.name,
      updatedAt: new Date().toISOString(),
    }
    return deps.records.connections.update(afterBasisChange(record, after))
  })
}
