import * as endpoints from '@patchbay/contracts/agents'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import { type Cursors, presentPage } from '../../http/cursor.ts'
import { createAgent, deleteAgent, getAgent, regenerateToken, updateAgent } from './agents.ts'
import { presentAgent, presentAgents } from './present-agent.ts'
import { presentGateway } from './present-gateway.ts'

type AgentDeps = Pick<Deps, 'records' | 'store' | 'agentLinks' | 'gateway' | 'publicUrls' | 'agentPackage'>

export function agentRoutes(bind: Bind, deps: AgentDeps, cursors: Cursors): void {
  bind(endpoints.getGateway, async () => presentGateway(deps))

  bind(endpoints.listAgents, async ({ query }) => {
    const page = await deps.records.agents.list({
      ...(query.q === undefined ? {} : { search: query.q }),
      sort: { by: 'name', direction: 'asc' },
      ...cursors.open(query.cursor),
      limit: query.limit,
    })
    const items = await presentAgents(deps, page.items)
    return presentPage({ ...page, items }, cursors, (item) => item)
  })

  bind(endpoints.createAgent, async ({ body, caller }) => {
    const { record, accessToken } = await createAgent(deps, body, caller.userId)
    return { ...(await presentAgent(deps, record)), accessToken }
  })

  bind(endpoints.getAgent, async ({ params }) => presentAgent(deps, await getAgent(deps, params.id)))

  bind(endpoints.updateAgent, async ({ params, body, changed }) => {
    const before = await presentAgent(deps, await getAgent(deps, params.id))
    const after = await presentAgent(deps, await updateAgent(deps, params.id, body))
    changed(before, after)
    return after
  })

  bind(endpoints.deleteAgent, ({ params }) => deleteAgent(deps, params.id))

  bind(endpoints.regenerateAgentToken, async ({ params }) => {
    const { record, accessToken } = await regenerateToken(deps, params.id)
    return { ...(await presentAgent(deps, record)), accessToken }
  })
}
