import * as endpoints from '@patchbay/contracts/flows'
import type { Flow, Step } from '@patchbay/contracts/flows'
import type { Bind } from '../../http/bind.ts'
import { type Cursors, presentPage } from '../../http/cursor.ts'
import { getFlow, getIntegration, type IntegrationDeps } from '../../integrations/change-integration.ts'
import { flowPage } from './flow-page.ts'
import { createFlow, deleteFlow, updateFlow } from './flows.ts'
import { presentChange, presentFlow, visibleFlow } from './present-flow.ts'
import { addStep, removeStep, updateStep } from './steps.ts'

/** For the audit log, which people read: connections by their names. */
const readableStep = ({ kind, application, connection }: Step) => ({
  kind,
  application,
  connectionId: connection?.name ?? null,
})
const readable = ({ name, steps }: Flow) => ({ name, stepIds: steps.map(({ id }) => id) })

export function flowRoutes(bind: Bind, deps: IntegrationDeps, cursors: Cursors): void {
  bind(endpoints.listFlows, async ({ params, query }) => {
    const integration = await getIntegration(deps, params.id)
    const page = flowPage(integration, { ...query, ...cursors.open(query.cursor) })
    const items = await Promise.all(page.items.map((flow) => presentFlow(deps, { integration, flow })))
    return presentPage({ ...page, items }, cursors, (item) => item)
  })

  bind(endpoints.createFlow, async ({ params, body }) =>
    presentFlow(deps, await createFlow(deps, params.id, body)),
  )

  bind(endpoints.getFlow, async ({ params, caller }) =>
    visibleFlow(await presentFlow(deps, await getFlow(deps, params.id)), caller),
  )

  bind(endpoints.updateFlow, async ({ params, body, changed }) => {
    const before = await presentFlow(deps, await getFlow(deps, params.id))
    const after = await presentFlow(deps, await updateFlow(deps, params.id, body))
    changed(readable(before), readable(after))
    return after
  })

  bind(endpoints.deleteFlow, ({ params }) => deleteFlow(deps, params.id))

  bind(endpoints.createStep, async ({ params, body }) =>
    presentChange(deps, await addStep(deps, params.id, body)),
  )

  bind(endpoints.updateStep, async ({ params, body, changed }) => {
    const { steps } = await presentFlow(deps, await getFlow(deps, params.id))
    const after = await presentChange(deps, await updateStep(deps, params, body))
    const before = steps.find(({ id }) => id === after.id)
    if (before !== undefined) changed(readableStep(before), readableStep(after))
    return after
  })

  bind(endpoints.deleteStep, ({ params }) => removeStep(deps, params))
}
