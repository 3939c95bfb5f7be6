import { type createFlowBody, maxFlows, type updateFlowBody } from '@patchbay/contracts/flows'
import type * as z from 'zod'
import { HttpProblem, invalidValue, notFound } from '../../http/http-problem.ts'
import {
  changeFlow,
  changeIntegration,
  getFlow,
  type IntegrationDeps,
  type Placed,
} from '../../integrations/change-integration.ts'
import { newId } from '../../new-id.ts'
import type { FlowRecord, IntegrationRecord, StepRecord } from '../../records/integration.ts'

/** Names are compared and searched for without regard to case. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

function checkName({ flows }: IntegrationRecord, name: string, ownId: string | null): void {
  const isTaken = flows.some((flow) => flow.id !== ownId && foldName(flow.name) === foldName(name))
  if (!isTaken) return
  const message = `There is already a flow named “${name}” in this integration. Choose another name.`
  throw new HttpProblem('name_taken', message, { errors: [{ path: 'name', message }] })
}

/** With a source step that has no connection yet. @throws HttpProblem `not_found`, `name_taken`, `invalid_value` */
export async function createFlow(
  deps: IntegrationDeps,
  integrationId: string,
  { name }: z.output<typeof createFlowBody>,
): Promise<Placed> {
  const now = new Date().toISOString()
  const source: StepRecord = { id: newId('step'), kind: 'source', application: null, connectionId: null }
  const flow: FlowRecord = {
    id: newId('flow'),
    version: 1,
    name,
    steps: [source],
    createdAt: now,
    updatedAt: now,
  }
  const integration = await changeIntegration(deps, integrationId, (current) => {
    checkName(current, name, null)
    if (current.flows.length >= maxFlows)
      throw invalidValue('name', `An integration has at most ${maxFlows} flows. Create another integration.`)
    return { ...current, flows: [...current.flows, flow] }
  })
  return { integration, flow }
}

/** @throws HttpProblem `invalid_value` where these are not its steps, each once, the source first */
function inOrder({ steps }: FlowRecord, stepIds: readonly string[]): readonly StepRecord[] {
  const ordered = stepIds.flatMap((id) => steps.find((step) => step.id === id) ?? [])
  if (stepIds.length !== steps.length || new Set(ordered).size !== steps.length)
    throw invalidValue('stepIds', 'Name each step of the flow once.')
  if (ordered[0]?.kind !== 'source') throw invalidValue('stepIds', 'The source is the first step of a flow.')
  return ordered
}

/** @throws HttpProblem `not_found`, `name_taken`, `stale_version`, `invalid_value` */
export function updateFlow(
  deps: IntegrationDeps,
  flowId: string,
  { version, name, stepIds }: z.output<typeof updateFlowBody>,
): Promise<Placed> {
  return changeFlow(deps, { flowId, version }, ({ integration, flow }) => {
    if (name !== undefined) checkName(integration, name, flow.id)
    const steps = stepIds === undefined ? flow.steps : inOrder(flow, stepIds)
    return { ...flow, name: name ?? flow.name, steps }
  })
}

export async function deleteFlow(deps: IntegrationDeps, flowId: string): Promise<void> {
  const { integration } = await getFlow(deps, flowId)
  await changeIntegration(deps, integration.id, (current) => {
    if (!current.flows.some(({ id }) => id === flowId)) throw notFound('flow')
    return { ...current, flows: current.flows.filter(({ id }) => id !== flowId) }
  })
}
