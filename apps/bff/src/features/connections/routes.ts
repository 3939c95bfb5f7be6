import * as endpoints from '@patchbay/contracts/connections'
import * as uses from '@patchbay/contracts/connection-uses'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import type { Deps } from '../../deps.ts'
import type { Caller } from '../../http/caller.ts'
import type { Bind } from '../../http/bind.ts'
import { type Cursors, presentPage, sortOf } from '../../http/cursor.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { createConnection, deleteConnection, getConnection } from './connections.ts'
import { usesOf } from './connection-uses.ts'
import { presentConnection } from './present-connection.ts'
import { replaceEverywhere } from './replace-everywhere.ts'
import { updateConnection } from './update-connection.ts'

/** By the name of the query's member. */
const filters = {
  application: 'application',
  status: 'status',
  iClientId: 'iClientId',
  agentId: 'settings.agentId',
} as const
type Filter = keyof typeof filters

function whereOf(query: { readonly [name in Filter]?: string | undefined }) {
  const given = Object.entries(filters).map(([name, path]) => [path, query[name as Filter]] as const)
  return Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

/** A key that is limited sees no other. */
function visibleTo(caller: Caller): { readonly id?: string[] } {
  return caller.kind === 'key' && caller.connectionIds !== null ? { id: [...caller.connectionIds] } : {}
}

/** For the audit log, which people read. */
async function withNames(deps: Deps, record: ConnectionRecord): Promise<object> {
  const iClient = record.iClientId === null ? null : await deps.records.iClients.get(record.iClientId)
  return { ...(await presentConnection(deps, record)), iClientId: iClient?.name ?? record.iClientId }
}

export function connectionRoutes(bind: Bind, deps: Deps & CredentialsDeps, cursors: Cursors): void {
  bind(endpoints.listConnections, async ({ query, caller }) => {
    const page = await deps.records.connections.list({
      where: { ...whereOf(query), ...visibleTo(caller) },
      ...(query.q === undefined ? {} : { search: query.q }),
      sort: sortOf(query.sort),
      ...cursors.open(query.cursor),
      limit: query.limit,
    })
    const items = await Promise.all(
      page.items.map(async (record) => ({
        ...(await presentConnection(deps, record)),
        health: deps.traffic.health(record.id),
      })),
    )
    return presentPage({ ...page, items }, cursors, (item) => item)
  })

  bind(endpoints.createConnection, async ({ body, caller }) =>
    presentConnection(deps, await createConnection(deps, body, { userId: caller.userId })),
  )

  bind(endpoints.getConnection, async ({ params }) =>
    presentConnection(deps, await getConnection(deps, params.id)),
  )

  bind(endpoints.updateConnection, async ({ params, body, changed }) => {
    const before = await getConnection(deps, params.id)
    const after = await updateConnection(deps, params.id, body)
    changed(await withNames(deps, before), await withNames(deps, after))
    return presentConnection(deps, after)
  })

  bind(endpoints.deleteConnection, ({ params }) => deleteConnection(deps, params.id))

  bind(uses.getConnectionUses, async ({ params }) => {
    await getConnection(deps, params.id)
    return usesOf(deps, params.id)
  })

  bind(uses.replaceEverywhere, ({ params, body }) =>
    replaceEverywhere(deps, params.id, body.withConnectionId),
  )
}
