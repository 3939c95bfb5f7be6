import * as endpoints from '@patchbay/contracts/iclients'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import { type Cursors, presentPage, sortOf } from '../../http/cursor.ts'
import { notFound } from '../../http/http-problem.ts'
import { registerIClient } from './register-iclient.ts'
import { createIClient, deleteIClient, presentIClient, updateIClient } from './iclients.ts'

export function iClientRoutes(bind: Bind, deps: Deps & CredentialsDeps, cursors: Cursors): void {
  bind(endpoints.listIClients, async ({ query }) => {
    const page = await deps.records.iClients.list({
      ...(query.application === undefined ? {} : { where: { application: query.application } }),
      ...(query.q === undefined ? {} : { search: query.q }),
      sort: sortOf(query.sort),
      ...cursors.open(query.cursor),
      limit: query.limit,
    })
    return presentPage(page, cursors, presentIClient)
  })

  bind(endpoints.createIClient, async ({ body, caller }) =>
    presentIClient(await createIClient(deps, body, { userId: caller.userId })),
  )

  bind(endpoints.registerIClient, async ({ body, caller }) =>
    presentIClient(await registerIClient(deps, body, caller.userId)),
  )

  bind(endpoints.getIClient, async ({ params }) => {
    const record = await deps.records.iClients.get(params.id)
    if (record === null) throw notFound('iClient')
    return presentIClient(record)
  })

  bind(endpoints.updateIClient, async ({ params, body }) =>
    presentIClient(await updateIClient(deps, params.id, body)),
  )

  bind(endpoints.deleteIClient, ({ params }) => deleteIClient(deps, params.id))
}
