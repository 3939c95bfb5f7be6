import type { createIClientBody, updateIClientBody } from '@patchbay/contracts/iclients'
import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { HttpProblem, invalidValue, notFound } from '../../http/http-problem.ts'
import { newId } from '../../new-id.ts'
import { clientSecretContext, type IClientRecord } from '../../records/iclient.ts'
import { checkIClient } from './check-iclient.ts'

type IClientDeps = Pick<Deps, 'records' | 'vault' | 'store' | 'allow'>

type Secret = Pick<IClientRecord, 'clientSecret' | 'clientSecretUpdatedAt'>

function sealSecret({ vault }: IClientDeps, id: string, secret: string | null): Secret {
  if (secret === null) return { clientSecret: null, clientSecretUpdatedAt: null }
  const clientSecretUpdatedAt = new Date().toISOString()
  return { clientSecret: vault.seal(secret, clientSecretContext(id)), clientSecretUpdatedAt }
}

export async function createIClient(
  deps: IClientDeps,
  body: z.output<typeof createIClientBody>,
  origin: { readonly userId: string; readonly sandboxOf?: string; readonly lacksSecret?: boolean },
): Promise<IClientRecord> {
  const { clientSecret = null, authorizationUrl = null, tokenUrl = null } = body
  const { application } = body
  const hasSecret = clientSecret !== null || origin.lacksSecret === true
  checkIClient(deps, { application, hasSecret, authorizationUrl, tokenUrl })
  const id = newId('icl')
  const now = new Date().toISOString()
  return deps.records.iClients.insert({
    id,
    name: body.name,
    application,
    clientId: body.clientId,
    ...sealSecret(deps, id, clientSecret),
    authorizationUrl,
    tokenUrl,
    accessTokenTtlMs: body.accessTokenTtlMs ?? null,
    refreshTokenTtlMs: body.refreshTokenTtlMs ?? null,
    sandboxOf: origin.sandboxOf ?? null,
    createdAt: now,
    createdBy: origin.userId,
    updatedAt: now,
  })
}

/** @throws HttpProblem `not_found`, `invalid_value`; StoreError `stale_version`, `name_taken` */
export async function updateIClient(
  deps: IClientDeps,
  id: string,
  body: z.output<typeof updateIClientBody>,
): Promise<IClientRecord> {
  const record = await deps.records.iClients.get(id)
  if (record === null) throw notFound('iClient')
  if (body.application !== undefined && body.application !== record.application) {
    throw invalidValue(
      'application',
      'The application of an iClient cannot be changed. Create another iClient.',
    )
  }
  const { application } = record
  const { clientSecret, authorizationUrl, tokenUrl } = body
  checkIClient(deps, { application, hasSecret: clientSecret !== null, authorizationUrl, tokenUrl })
  return deps.records.iClients.update({
    ...record,
    ...(clientSecret === undefined ? {} : sealSecret(deps, id, clientSecret)),
    version: body.version,
    name: body.name ?? record.name,
    clientId: body.clientId ?? record.clientId,
    authorizationUrl: keptOr(authorizationUrl, record.authorizationUrl),
    tokenUrl: keptOr(tokenUrl, record.tokenUrl),
    accessTokenTtlMs: keptOr(body.accessTokenTtlMs, record.accessTokenTtlMs),
    refreshTokenTtlMs: keptOr(body.refreshTokenTtlMs, record.refreshTokenTtlMs),
    updatedAt: new Date().toISOString(),
  })
}

/** Left out: it stays; null: it is taken away. */
function keptOr<T>(given: T | null | undefined, stored: T | null | undefined): T | null {
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
