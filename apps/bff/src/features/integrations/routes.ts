import * as endpoints from '@patchbay/contracts/integrations'
import type { Bind } from '../../http/bind.ts'
import { type Cursors, presentPage, sortOf } from '../../http/cursor.ts'
import { getIntegration, type IntegrationDeps } from '../../integrations/change-integration.ts'
import { createIntegration, deleteIntegration, updateIntegration } from './integrations.ts'
import { presentIntegration, presentListed, presentRegistered } from './present-integration.ts'
import { deregisterConnection, registerConnection } from './registrations.ts'
import { listRegistered } from './registered-page.ts'
import { previewReplacement, replaceConnection, undoReplacement } from './replacements.ts'

export function integrationRoutes(bind: Bind, deps: IntegrationDeps, cursors: Cursors): void {
  bind(endpoints.listIntegrations, async ({ query }) => {
    const page = await deps.records.integrations.list({
      ...(query.q === undefined ? {} : { search: query.q }),
      sort: sortOf(query.sort),
      ...cursors.open(query.cursor),
      limit: query.limit,
    })
    const items = await Promise.all(page.items.map((record) => presentListed(deps, record)))
    return presentPage({ ...page, items }, cursors, (item) => item)
  })

  bind(endpoints.createIntegration, async ({ body, caller }) =>
    presentIntegration(deps, await createIntegration(deps, body, caller.userId)),
  )

  bind(endpoints.getIntegration, async ({ params }) =>
    presentIntegration(deps, await getIntegration(deps, params.id)),
  )

  bind(endpoints.updateIntegration, async ({ params, body, changed }) => {
    const before = await presentIntegration(deps, await getIntegration(deps, params.id))
    const after = await presentIntegration(deps, await updateIntegration(deps, params.id, body))
    changed(before, after)
    return after
  })

  bind(endpoints.deleteIntegration, ({ params }) => deleteIntegration(deps, params.id))

  bind(endpoints.listRegistered, async ({ params, query }) => {
    const integration = await getIntegration(deps, params.id)
    const page = await listRegistered(deps, integration, { ...query, ...cursors.open(query.cursor) })
    return presentPage(page, cursors, (record) => presentRegistered(integration, record))
  })

  const nameOf = async (id: string) => (await deps.records.connections.get(id))?.name ?? id

  bind(endpoints.registerConnection, async ({ params, changed }) => {
    const integration = await registerConnection(deps, params.id, params.connectionId)
    changed({ connection: null }, { connection: await nameOf(params.connectionId) })
    return presentIntegration(deps, integration)
  })

  bind(endpoints.deregisterConnection, async ({ params, changed }) => {
    await deregisterConnection(deps, params.id, params.connectionId)
    changed({ connection: await nameOf(params.connectionId) }, { connection: null })
  })

  bind(endpoints.previewReplacement, ({ params, query }) => previewReplacement(deps, params.id, query))

  bind(endpoints.replaceConnection, ({ params, body }) => replaceConnection(deps, params.id, body))

  bind(endpoints.undoReplacement, ({ params }) => undoReplacement(deps, params.id, params.replacementId))
}
