import type { FieldError } from '@patchbay/contracts/error'
import { maxRegistered, type StepPlace } from '@patchbay/contracts/integrations'
import { invalidValue } from '../http/http-problem.ts'
import type { FlowRecord, IntegrationRecord, StepRecord } from '../records/integration.ts'

/** The steps of an integration that some condition holds for, as an admin finds them. */
export function placesOf(
  { id, name, flows }: IntegrationRecord,
  isMeant: (step: StepRecord) => boolean,
): StepPlace[] {
  return flows.flatMap((flow) =>
    flow.steps.flatMap((step, index) =>
      isMeant(step)
        ? [
            {
              integrationId: id,
              integrationName: name,
              flowId: flow.id,
              flowName: flow.name,
              stepId: step.id,
              kind: step.kind,
              position: index + 1,
            },
          ]
        : [],
    ),
  )
}

export function placeText({ integrationName, flowName, kind, position }: StepPlace): string {
  return `${integrationName}, ${flowName}, step ${position} (${kind})`
}

export function placeFault(place: StepPlace): FieldError {
  return { path: `flows.${place.flowId}.steps.${place.stepId}`, message: placeText(place) }
}

function nextVersion(flow: FlowRecord): FlowRecord {
  return { ...flow, version: flow.version + 1, updatedAt: new Date().toISOString() }
}

/** The integration with a flow of it changed, as the flow's next version. */
export function withFlow(integration: IntegrationRecord, changed: FlowRecord): IntegrationRecord {
  return {
    ...integration,
    flows: integration.flows.map((flow) => (flow.id === changed.id ? nextVersion(changed) : flow)),
  }
}

export function withStep(flow: FlowRecord, changed: StepRecord): FlowRecord {
  return { ...flow, steps: flow.steps.map((step) => (step.id === changed.id ? changed : step)) }
}

/** The integration with another connection in those steps; flows without one of them stay as they are. */
export function withConnectionIn(
  integration: IntegrationRecord,
  stepIds: ReadonlySet<string>,
  connectionId: string,
): IntegrationRecord {
  const flows = integration.flows.map((flow) => {
    if (!flow.steps.some(({ id }) => stepIds.has(id))) return flow
    const steps = flow.steps.map((step) => (stepIds.has(step.id) ? { ...step, connectionId } : step))
    return nextVersion({ ...flow, steps })
  })
  return { ...integration, flows }
}

/** @throws HttpProblem `invalid_value` where too many are registered */
export function withRegistered(integration: IntegrationRecord, connectionId: string): IntegrationRecord {
  if (integration.connectionIds.includes(connectionId)) return integration
  const { name, connectionIds } = integration
  if (connectionIds.length >= maxRegistered) {
    throw invalidValue(
      'connectionId',
      `${name} has ${maxRegistered} connections already. Deregister one that no step uses.`,
    )
  }
  return { ...integration, connectionIds: [...connectionIds, connectionId] }
}
