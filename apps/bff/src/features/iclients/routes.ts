import * as endpoints from '@patchbay/contracts/iclients'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import { type Cursors, presentPage, sortOf } from '../../http/cursor.ts'
import { notFound } from '../../http/http-problem.ts'
import type { IClientRecord } from '../../records/iclient.ts'
import { createIClient, deleteIClient, updateIClient } from './iclients.ts'
import { countUsers, presentIClient } from './present-iclient.ts'
import { registerIClient } from './register-iclient.ts'

export function iClientRoutes(bind: Bind, deps: Deps & CredentialsDeps, cursors: Cursors): void {
  const presentOne = async (record: IClientRecord) => presentIClient(record, await countUsers(deps, [record]))

  bind(endpoints.listIClients, async ({ query }) => {
    const page = await deps.records.iClients.list({
      ...(query.application === undefined ? {} : { where: { application: query.application } }),
      ...(query.q === undefined ? {} : { search: query.q }),
      sort: sortOf(query.sort),
      ...cursors.open(query.cursor),
      limit: query.limit,
    })
    const users = await countUsers(deps, page.items)
    return presentPage(page, cursors, (record) => presentIClient(record, users))
  })

  bind(endpoints.createIClient, async ({ body, caller }) =>
    presentOne(await createIClient(deps, body, { userId: caller.userId })),
  )

  bind(endpoints.registerIClient, async ({ body, caller }) =>
    presentOne(await registerIClient(deps, body, caller.userId)),
  )

  const read = async (id: string) => {
    const record = await deps.records.iClients.get(id)
    if (record === null) throw notFound('iClient')
    return presentOne(record)
  }

  bind(endpoints.getIClient, ({ params }) => read(params.id))

  bind(endpoints.updateIClient, async ({ params, body, changed }) => {
    const before = await read(params.id)
    const after = await presentOne(await updateIClient(deps, params.id, body))
    changed(before, after)
    return after
  })

  bind(endpoints.deleteIClient, ({ params }) => deleteIClient(deps, params.id))
}
