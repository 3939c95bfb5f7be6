import type { Deps } from '../deps.ts'
import { HttpProblem, invalidValue } from '../http/http-problem.ts'
import type { ConnectionRecord } from '../records/connection.ts'
import { modify } from '../records/modify.ts'
import { changeIntegration, getFlow, type IntegrationDeps, withFlow } from './change-integration.ts'
import { withRegistered, withStep } from './steps.ts'

export interface Target {
  readonly flowId: string
  readonly stepId: string
}

/** @throws HttpProblem `invalid_value` where no such step can use a connection of the application */
export async function checkTarget(deps: IntegrationDeps, target: Target, application: string): Promise<void> {
  const placed = await getFlow(deps, target.flowId).catch(() => null)
  if (placed === null)
    throw invalidValue('applyTo.flowId', 'There is no such flow. It may have been deleted.')
  const step = placed.flow.steps.find(({ id }) => id === target.stepId)
  if (step === undefined)
    throw invalidValue('applyTo.stepId', 'There is no such step. It may have been removed.')
  if (step.application !== null && step.application !== application) {
    throw invalidValue('applyTo.stepId', 'The step is for another application. Choose its application.')
  }
}

/** A connection that is created inside a flow belongs to its integration, authorized or not. */
export async function registerForTarget(
  deps: IntegrationDeps,
  { flowId }: Target,
  connectionId: string,
): Promise<void> {
  const { integration } = await getFlow(deps, flowId)
  await changeIntegration(deps, integration.id, (current) => withRegistered(current, connectionId))
}

/** Gives the step its connection, where it is still there and for the same application. */
async function apply(
  deps: IntegrationDeps,
  { flowId, stepId }: Target,
  { id, application }: ConnectionRecord,
): Promise<void> {
  const { integration } = await getFlow(deps, flowId)
  await changeIntegration(deps, integration.id, (current) => {
    const flow = current.flows.find((each) => each.id === flowId)
    const step = flow?.steps.find((each) => each.id === stepId)
    const isFit = step !== undefined && (step.application === null || step.application === application)
    if (flow === undefined || !isFit || step.connectionId === id) return current
    const applied = withStep(flow, { ...step, application, connectionId: id })
    return withFlow(withRegistered(current, id), applied)
  })
}

/**
 * Carries out what a connection was created for, once it has been authorized. That it is to be is written down with the
 * connection's first tokens, so that nothing between the two writes loses it: what is left over is done at the next start.
 *
 * @returns the connection as it then is
 */
export async function applyAuthorized(
  deps: IntegrationDeps,
  record: ConnectionRecord,
): Promise<ConnectionRecord> {
  const { applyTo } = record
  if (applyTo == null || record.status !== 'online') return record
  await apply(deps, applyTo, record).catch((error: unknown) => {
    // The flow was deleted meanwhile.
    if (!(error instanceof HttpProblem && error.code === 'not_found')) throw error
  })
  const done = await modify<ConnectionRecord>(deps.records.connections, record.id, (current) =>
    current.applyTo?.stepId === applyTo.stepId ? { ...current, applyTo: null } : null,
  )
  return done ?? record
}

/** What the last run did not come to. */
export async function resumeApplying(deps: IntegrationDeps & Pick<Deps, 'log'>): Promise<void> {
  const { items } = await deps.records.connections.list({
    where: { status: 'online', 'applyTo.state': 'waiting' },
    sort: { by: 'name', direction: 'asc' },
    limit: 1_000,
  })
  for (const record of items) {
    await applyAuthorized(deps, record)
    deps.log.info({ connection: record.id }, 'connection applied to the step that it was created for')
  }
}
