import type { StepPlace } from '@patchbay/contracts/integrations'
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

export function withStep(flow: FlowRecord, changed: StepRecord): FlowRecord {
  return { ...flow, steps: flow.steps.map((step) => (step.id === changed.id ? changed : step)) }
}

/** The integration with another connection in those steps; flows without one of them stay as they are. */
export function withConnectionIn(
  integration: IntegrationRecord,
  stepIds: ReadonlySet<string>,
  connectionId: string,
): IntegrationRecord {
  const now = new Date().toISOString()
  const flows = integration.flows.map((flow) => {
    if (!flow.steps.some(({ id }) => stepIds.has(id))) return flow
    const steps = flow.steps.map((step) => (stepIds.has(step.id) ? { ...step, connectionId } : step))
    return { ...flow, steps, version: flow.version + 1, updatedAt: now }
  })
  return { ...integration, flows }
}

export function withRegistered(integration: IntegrationRecord, connectionId: string): IntegrationRecord {
  if (integration.connectionIds.includes(connectionId)) return integration
  return { ...integration, connectionIds: [...integration.connectionIds, connectionId] }
}
