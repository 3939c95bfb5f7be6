import type { ChangedStep as PresentedChange, Flow, Step } from '@patchbay/contracts/flows'
import type { Deps } from '../../deps.ts'
import type { Caller } from '../../http/caller.ts'
import { notFound } from '../../http/http-problem.ts'
import type { Placed } from '../../integrations/change-integration.ts'
import type { StepRecord } from '../../records/integration.ts'
import type { ChangedStep } from './steps.ts'

type Reading = Pick<Deps, 'records'>

async function presentStep({ records }: Reading, step: StepRecord): Promise<Step> {
  const { id, kind, application, connectionId } = step
  const found = connectionId === null ? null : await records.connections.get(connectionId)
  if (found === null) return { id, kind, application, connectionId, connection: null }
  const { name, status, statusReason } = found
  return { id, kind, application, connectionId, connection: { id: found.id, name, status, statusReason } }
}

export async function presentFlow(deps: Reading, { integration, flow }: Placed): Promise<Flow> {
  const { id, version, name, createdAt, updatedAt } = flow
  const steps = await Promise.all(flow.steps.map((step) => presentStep(deps, step)))
  return { id, integrationId: integration.id, version, name, steps, createdAt, updatedAt }
}

/** A key that is limited sees those connections alone, and of flows without one of them nothing. */
export function visibleFlow(flow: Flow, caller: Caller): Flow {
  const ids = caller.kind === 'key' ? caller.connectionIds : null
  if (ids === null) return flow
  const isVisible = ({ connectionId }: Step) => connectionId !== null && ids.has(connectionId)
  if (!flow.steps.some(isVisible)) throw notFound('flow')
  const steps = flow.steps.map((step) =>
    isVisible(step) ? step : { ...step, connectionId: null, connection: null },
  )
  return { ...flow, steps }
}

export async function presentChange(deps: Reading, { flow, step }: ChangedStep): Promise<PresentedChange> {
  return { ...(await presentStep(deps, step)), flowId: flow.id, version: flow.version }
}
