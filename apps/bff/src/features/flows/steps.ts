import { findApplication } from '@patchbay/applications/catalogue'
import { type createStepBody, maxSteps, type updateStepBody } from '@patchbay/contracts/flows'
import type * as z from 'zod'
import { invalidValue, notFound } from '../../http/http-problem.ts'
import { changeFlow, type IntegrationDeps, type Placed } from '../../integrations/change-integration.ts'
import { withStep } from '../../integrations/steps.ts'
import { newId } from '../../new-id.ts'
import type { FlowRecord, IntegrationRecord, StepRecord } from '../../records/integration.ts'

export interface ChangedStep extends Placed {
  readonly step: StepRecord
}

type Use = Pick<StepRecord, 'application' | 'connectionId'>

function nameOf(application: string): string {
  return findApplication(application)?.name ?? application
}

/**
 * What a step uses: its connection, which must be a registered one, says the application where nothing else does.
 *
 * @throws HttpProblem `invalid_value`
 */
async function checkUse(
  { records }: IntegrationDeps,
  { name, connectionIds }: IntegrationRecord,
  { application, connectionId }: Use,
): Promise<Use> {
  if (application !== null && findApplication(application) === undefined)
    throw invalidValue('application', `There is no application “${application}”.`)
  if (connectionId === null) return { application, connectionId }
  const connection = await records.connections.get(connectionId)
  if (connection === null)
    throw invalidValue('connectionId', 'There is no such connection. It may have been deleted.')
  if (!connectionIds.includes(connectionId)) {
    throw invalidValue(
      'connectionId',
      `${connection.name} is not registered with ${name}. Register it there first.`,
    )
  }
  if (application !== null && connection.application !== application) {
    throw invalidValue(
      'connectionId',
      `${connection.name} is a connection of ${nameOf(connection.application)}, and the step is for ${nameOf(application)}. Choose one of the same application.`,
    )
  }
  return { application: connection.application, connectionId }
}

/** The use that was asked for, over the one that is. Without an application there is no connection either. */
function usedAfter(step: Use, { application, connectionId }: z.output<typeof updateStepBody>): Use {
  if (application === null && connectionId === undefined) return { application: null, connectionId: null }
  return {
    application: application === undefined ? step.application : application,
    connectionId: connectionId === undefined ? step.connectionId : connectionId,
  }
}

function stepOf({ steps }: FlowRecord, stepId: string): StepRecord {
  const step = steps.find(({ id }) => id === stepId)
  if (step === undefined) throw notFound('step')
  return step
}

/** @throws HttpProblem `not_found`, `stale_version`, `invalid_value` */
export async function addStep(
  deps: IntegrationDeps,
  flowId: string,
  { kind, application = null, connectionId = null, version }: z.output<typeof createStepBody>,
): Promise<ChangedStep> {
  const id = newId('step')
  if (kind === 'source')
    throw invalidValue('kind', 'A flow has one source, which is there already. Give that one a connection.')
  const placed = await changeFlow(deps, { flowId, version }, async ({ integration, flow }) => {
    if (flow.steps.length >= maxSteps)
      throw invalidValue('steps', `A flow has at most ${maxSteps} steps. Put the others into another flow.`)
    const use = await checkUse(deps, integration, { application, connectionId })
    return { ...flow, steps: [...flow.steps, { id, kind, ...use }] }
  })
  return { ...placed, step: stepOf(placed.flow, id) }
}

function checkKind(step: StepRecord, kind: StepRecord['kind'] | undefined): void {
  if (kind === undefined || kind === step.kind) return
  if (step.kind === 'source')
    throw invalidValue('kind', 'The first step of a flow is its source, and stays it.')
  if (kind === 'source') throw invalidValue('kind', 'A flow has one source, and that is its first step.')
}

/** @throws HttpProblem `not_found`, `stale_version`, `invalid_value` */
export async function updateStep(
  deps: IntegrationDeps,
  { id: flowId, stepId }: { readonly id: string; readonly stepId: string },
  body: z.output<typeof updateStepBody>,
): Promise<ChangedStep> {
  const placed = await changeFlow(deps, { flowId, version: body.version }, async ({ integration, flow }) => {
    const step = stepOf(flow, stepId)
    checkKind(step, body.kind)
    const use = await checkUse(deps, integration, usedAfter(step, body))
    return withStep(flow, { ...step, kind: body.kind ?? step.kind, ...use })
  })
  return { ...placed, step: stepOf(placed.flow, stepId) }
}

/** @throws HttpProblem `not_found`, `invalid_value` for the source */
export async function removeStep(
  deps: IntegrationDeps,
  { id: flowId, stepId }: { readonly id: string; readonly stepId: string },
): Promise<void> {
  await changeFlow(deps, { flowId }, ({ flow }) => {
    if (stepOf(flow, stepId).kind === 'source') {
      throw invalidValue(
        'stepId',
        'A flow has one source, which cannot be removed. Give it another connection, or delete the flow.',
      )
    }
    return { ...flow, steps: flow.steps.filter(({ id }) => id !== stepId) }
  })
}
