import { defaultConcurrencyLevel, type createConnectionBody } from '@patchbay/contracts/connection'
import type * as z from 'zod'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../http/http-problem.ts'
import { applyToOf, registerForTarget } from '../../integrations/apply-connection.ts'
import { newId } from '../../new-id.ts'
import { type ApplyTo, type ConnectionRecord, secretContext } from '../../records/connection.ts'
import { removeLinksOf } from '../../records/sign-in-link.ts'
import { withUses } from '../../records/uses-lock.ts'
import type { Sealed } from '../../vault/sealed.ts'
import { type CheckedConnection, checkConnection, secretNames } from './check-connection.ts'
import { checkIssuer } from './issuer-check.ts'
import { requireUnused } from './require-unused.ts'

interface References {
  readonly iClientId: string | null
  readonly agentId: string | null
  readonly lends: boolean
}

/**
 * Changes to what connections refer to (iClients, agents, lenders) and to the references wait for each other, so that a
 * reference cannot appear while its target is being deleted.
 */
export function withReferences<T>(
  { store }: Pick<Deps, 'store'>,
  { iClientId, agentId, lends }: References,
  fn: () => Promise<T>,
): Promise<T> {
  const keys = [
    ...(iClientId === null ? [] : [`iclient:${iClientId}`]),
    ...(agentId === null ? [] : [`agent:${agentId}`]),
    ...(lends ? ['connections:lending'] : []),
  ]
  const locked = keys.reduceRight<() => Promise<T>>((inner, key) => () => store.withLock(key, inner), fn)
  return locked()
}

/** The agent that settings name, checked or not. */
export function agentNamedIn({ agentId }: Readonly<Record<string, unknown>>): string | null {
  return typeof agentId === 'string' && agentId !== '' ? agentId : null
}

export interface ConnectionOrigin {
  readonly userId: string
  /** Those that are required are written later: it cannot be used before. */
  readonly lacksSecrets?: boolean
}

export function createConnection(
  deps: Deps & CredentialsDeps,
  body: z.output<typeof createConnectionBody>,
  { userId, lacksSecrets = false }: ConnectionOrigin,
): Promise<ConnectionRecord> {
  const advanced = {
    concurrencyLevel: body.advanced.concurrencyLevel ?? defaultConcurrencyLevel,
    borrowConcurrencyFrom: body.advanced.borrowConcurrencyFrom ?? null,
  }
  const { iClientId } = body
  const lends = advanced.borrowConcurrencyFrom !== null
  const references = { iClientId, agentId: agentNamedIn(body.settings), lends }
  return withReferences(deps, references, async () => {
    const secrets = { given: body.secrets, stored: lacksSecrets ? secretNames(body) : [] }
    const checked = await checkConnection(deps, { ...body, id: null, advanced, secrets })
    if (!lacksSecrets) await checkIssuer(deps, { ...body, settings: checked.settings })
    const applyTo = body.applyTo === null ? null : await applyToOf(deps, body.applyTo, body.application)
    return insertConnection(deps, { body, checked, advanced, applyTo, userId })
  })
}

interface Insertion {
  readonly body: z.output<typeof createConnectionBody>
  readonly checked: CheckedConnection
  readonly advanced: ConnectionRecord['advanced']
  readonly applyTo: ApplyTo | null
  readonly userId: string
}

function insertConnection(
  deps: Deps & CredentialsDeps,
  { body, checked, advanced, applyTo, userId }: Insertion,
): Promise<ConnectionRecord> {
  const { name, application, authType, iClientId } = body
  const now = new Date().toISOString()
  const id = newId('conn')
  return withUses(deps.store, [id], async () => {
    const created = await deps.records.connections.insert({
      id,
      name,
      application,
      authType,
      settings: checked.settings,
      scopes: checked.scopes,
      iClientId,
      secrets: sealSecrets(deps, id, body.secrets),
      advanced,
      status: 'draft',
      statusReason: null,
      token: null,
      credentials: null,
      applyTo,
      lastTest: null,
      lastUsedAt: null,
      createdAt: now,
      createdBy: userId,
      updatedAt: now,
    })
    if (applyTo !== null) await registerForTarget(deps, applyTo, id)
    return created
  })
}

/** Empty ones were left empty in the form and are not kept. */
export function sealSecrets(
  { vault }: Pick<Deps, 'vault'>,
  id: string,
  secrets: Readonly<Record<string, string>>,
): Record<string, Sealed> {
  const written = Object.entries(secrets).filter(([, value]) => value !== '')
  return Object.fromEntries(
    written.map(([name, value]) => [name, vault.seal(value, secretContext(id, name))]),
  )
}

export async function getConnection(
  { records }: Pick<Deps, 'records'>,
  id: string,
): Promise<ConnectionRecord> {
  const record = await records.connections.get(id)
  if (record === null) throw notFound('connection')
  return record
}

/** Of what is used, the users are named instead. @throws HttpProblem `not_found`, `in_use` */
export function deleteConnection(deps: Deps, id: string): Promise<void> {
  return withReferences(deps, { iClientId: null, agentId: null, lends: true }, () =>
    withUses(deps.store, [id], async () => {
      await getConnection(deps, id)
      await requireUnused(deps, id)
      await deps.records.connections.delete(id)
      await removeLinksOf(deps.records.signInLinks, id)
      deps.traffic.forget(id)
    }),
  )
}
