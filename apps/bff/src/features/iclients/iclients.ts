import { findApplication } from '@patchbay/applications/catalogue'
import type { createIClientBody, IClient, updateIClientBody } from '@patchbay/contracts/iclients'
import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { HttpProblem, invalidValue, notFound } from '../../http/http-problem.ts'
import { newId } from '../../new-id.ts'
import { clientSecretContext, type IClientRecord } from '../../records/iclient.ts'

type IClientDeps = Pick<Deps, 'records' | 'vault' | 'store'>

export function presentIClient(record: IClientRecord): IClient {
  const { accessTokenTtlMs = null, refreshTokenTtlMs = null } = record
  return { ...record, accessTokenTtlMs, refreshTokenTtlMs, sandbox: record.sandboxOf !== null }
}

function requireApplication(id: string): void {
  if (findApplication(id) === undefined) throw invalidValue('application', `There is no application “${id}”.`)
}

export async function createIClient(
  { records, vault }: IClientDeps,
  body: z.output<typeof createIClientBody>,
  origin: { readonly userId: string; readonly sandboxOf?: string },
): Promise<IClientRecord> {
  requireApplication(body.application)
  const id = newId('icl')
  const now = new Date().toISOString()
  return records.iClients.insert({
    id,
    name: body.name,
    application: body.application,
    clientId: body.clientId,
    clientSecret: vault.seal(body.clientSecret, clientSecretContext(id)),
    clientSecretUpdatedAt: now,
    accessTokenTtlMs: body.accessTokenTtlMs ?? null,
    refreshTokenTtlMs: body.refreshTokenTtlMs ?? null,
    sandboxOf: origin.sandboxOf ?? null,
    createdAt: now,
    createdBy: origin.userId,
    updatedAt: now,
  })
}

export async function updateIClient(
  { records, vault }: IClientDeps,
  id: string,
  body: z.output<typeof updateIClientBody>,
): Promise<IClientRecord> {
  const record = await records.iClients.get(id)
  if (record === null) throw notFound('iClient')
  if (body.application !== undefined && body.application !== record.application) {
    throw invalidValue(
      'application',
      'The application of an iClient cannot be changed. Create another iClient.',
    )
  }
  const now = new Date().toISOString()
  const secret =
    body.clientSecret === undefined
      ? {}
      : { clientSecret: vault.seal(body.clientSecret, clientSecretContext(id)), clientSecretUpdatedAt: now }
  return records.iClients.update({
    ...record,
    ...secret,
    version: body.version,
    name: body.name ?? record.name,
    clientId: body.clientId ?? record.clientId,
    accessTokenTtlMs: keptOr(body.accessTokenTtlMs, record.accessTokenTtlMs),
    refreshTokenTtlMs: keptOr(body.refreshTokenTtlMs, record.refreshTokenTtlMs),
    updatedAt: now,
  })
}

/** Left out: it stays; null: it is taken away. */
function keptOr(given: number | null | undefined, stored: number | null | undefined): number | null {
  return given === undefined ? (stored ?? null) : given
}

const shownUsers = 20

/** Deleting what connections use would break them: they are named instead. */
export async function deleteIClient({ records, store }: IClientDeps, id: string): Promise<void> {
  await store.withLock(`iclient:${id}`, async () => {
    const record = await records.iClients.get(id)
    if (record === null) throw notFound('iClient')
    const users = await records.connections.list({
      where: { iClientId: id },
      sort: { by: 'name', direction: 'asc' },
      limit: shownUsers,
    })
    if (users.total > 0) {
      const names = users.items.map((each) => each.name).join(', ')
      const more = users.total > users.items.length ? ` and ${users.total - users.items.length} more` : ''
      throw new HttpProblem(
        'in_use',
        `Connections use this iClient: ${names}${more}. Give them another one first.`,
        {
          errors: users.items.map((each) => ({ path: `connections.${each.id}`, message: each.name })),
        },
      )
    }
    await records.iClients.delete(id)
  })
}
