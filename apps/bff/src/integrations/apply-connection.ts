import { maxRegistered } from '@patchbay/contracts/integrations'
import type { Deps } from '../deps.ts'
import { writeAudit } from '../http/audit.ts'
import { HttpProblem, invalidValue } from '../http/http-problem.ts'
import type { ApplyTo, ConnectionRecord } from '../records/connection.ts'
import type { FlowRecord, IntegrationRecord, StepRecord } from '../records/integration.ts'
import { modify } from '../records/modify.ts'
import { withUses } from '../records/uses-lock.ts'
import { allOf } from '../stores/all-of.ts'
import { changeIntegration, findFlow, type IntegrationDeps } from './change-integration.ts'
import { withFlow, withRegistered, withStep } from './steps.ts'

type Target = Pick<ApplyTo, 'flowId' | 'stepId'>

/**
 * Checks what a connection is to be created for.
 *
 * @throws HttpProblem `invalid_value` where no such step can use a connection of the application
 */
export async function applyToOf(
  deps: IntegrationDeps,
  target: Target,
  application: string,
): Promise<ApplyTo> {
  const placed = await findFlow(deps, target.flowId)
  if (placed === null)
    throw invalidValue('applyTo.flowId', 'There is no such flow. It may have been deleted.')
  const step = placed.flow.steps.find(({ id }) => id === target.stepId)
  if (step === undefined)
    throw invalidValue('applyTo.stepId', 'There is no such step. It may have been removed.')
  if (step.application !== null && step.application !== application) {
    throw invalidValue('applyTo.stepId', 'The step is for another application. Choose its application.')
  }
  const { name, connectionIds } = placed.integration
  if (connectionIds.length >= maxRegistered) {
    throw invalidValue(
      'applyTo.flowId',
      `${name} has ${maxRegistered} connections already. Deregister one that no step uses.`,
    )
  }
  return { ...target, insteadOf: step.connectionId, state: 'waiting' }
}

/** Changes the integration that holds the flow, where it is still there and has room. */
async function changeHolder(
  deps: IntegrationDeps,
  flowId: string,
  change: (current: IntegrationRecord) => IntegrationRecord | Promise<IntegrationRecord>,
): Promise<void> {
  const placed = await findFlow(deps, flowId)
  if (placed === null) return
  try {
    await changeIntegration(deps, placed.integration.id, change)
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error
  }
}

/** A connection that is created inside a flow belongs to its integration, authorized or not. */
export function registerForTarget(
  deps: IntegrationDeps,
  { flowId }: Target,
  connectionId: string,
): Promise<void> {
  return changeHolder(deps, flowId, (current) => withRegistered(current, connectionId))
}

type ApplyDeps = IntegrationDeps & Pick<Deps, 'log'>

function isFor(step: StepRecord, { insteadOf }: ApplyTo, { application }: ConnectionRecord): boolean {
  const isFit = step.application === null || step.application === application
  return isFit && step.connectionId === insteadOf
}

/** Gives the step its connection, where both are still there and the step is as it was. */
async function apply(deps: ApplyDeps, applyTo: ApplyTo, connection: ConnectionRecord): Promise<void> {
  const { flowId, stepId } = applyTo
  const { id, application } = connection
  const changed: FlowRecord[] = []
  await changeHolder(deps, flowId, async (current) => {
    const flow = current.flows.find((each) => each.id === flowId)
    const step = flow?.steps.find((each) => each.id === stepId)
    if (flow === undefined || step === undefined || !isFor(step, applyTo, connection)) return current
    if ((await deps.records.connections.get(id)) === null) return current
    changed.push(flow)
    return withFlow(withRegistered(current, id), withStep(flow, { ...step, application, connectionId: id }))
  })
  for (const { name } of changed) {
    const target = { collection: 'flows', id: flowId, name }
    await writeAudit(
      deps,
      { request: null, caller: null },
      { action: 'flow.step_changed', code: null, target },
    )
  }
}

async function carryOut(deps: ApplyDeps, record: ConnectionRecord, applyTo: ApplyTo) {
  await withUses(deps.store, [record.id], () => apply(deps, applyTo, record))
  const done = await modify<ConnectionRecord>(deps.records.connections, record.id, (current) =>
    current.applyTo?.stepId === applyTo.stepId ? { ...current, applyTo: null } : null,
  )
  return done ?? record
}

/**
 * Carries out what a connection was created for, once it has been authorized. That it is to be is written down with the
 * connection's first tokens, so that nothing between the two writes loses it: what is left over is done at the next start.
 *
 * @returns the connection as it then is
 */
export async function applyAuthorized(deps: ApplyDeps, record: ConnectionRecord): Promise<ConnectionRecord> {
  const { applyTo } = record
  if (applyTo == null || record.status !== 'online') return record
  try {
    return await carryOut(deps, record, applyTo)
  } catch (error) {
    // The sign-in itself has succeeded.
    deps.log.error({ err: error, connection: record.id }, 'connection not applied to its step yet')
    return record
  }
}

/** What the last run did not come to. */
export async function resumeApplying(deps: ApplyDeps): Promise<void> {
  const waiting = await allOf(deps.records.connections, {
    where: { status: 'online', 'applyTo.state': 'waiting' },
    sort: { by: 'name', direction: 'asc' },
  })
  for (const record of waiting) await applyAuthorized(deps, record)
}
