import type { FlowRecord, IntegrationRecord, StepRecord } from '../apps/bff/src/records/integration.ts'

const at = '2026-01-01T00:00:00.000Z'
const stepsAFlow = 5
const words = ['Orders', 'Invoices', 'Stock', 'Prices', 'Customers', 'Returns', 'Payments']

export function integrationId(index: number): string {
  return `int_bench${String(index).padStart(6, '0')}`
}

export function flowId(integration: number, index: number): string {
  return `flow_bench${String(integration).padStart(6, '0')}_${index}`
}

function step(flow: string, index: number, connectionId: string): StepRecord {
  const kind = index === 0 ? 'source' : index % 2 === 0 ? 'lookup' : 'destination'
  return { id: `step_${flow}_${index}`, kind, application: 'oauth2', connectionId }
}

function flowsOf(integration: number, connectionIds: readonly string[]): FlowRecord[] {
  const count = Math.ceil(connectionIds.length / stepsAFlow)
  return Array.from({ length: count }, (_, index) => {
    const id = flowId(integration, index)
    const used = connectionIds.slice(index * stepsAFlow, (index + 1) * stepsAFlow)
    const steps = used.map((connectionId, position) => step(id, position, connectionId))
    return { id, version: 1, name: `Flow ${index}`, steps, createdAt: at, updatedAt: at }
  })
}

/** Integrations that share connections evenly: each connection is registered with one, and one step uses it. */
export function integrationsOf(connectionIds: readonly string[], count: number): IntegrationRecord[] {
  const share = connectionIds.length / count
  return Array.from({ length: count }, (_, index) => {
    const own = connectionIds.slice(Math.floor(index * share), Math.floor((index + 1) * share))
    return {
      id: integrationId(index),
      version: 1,
      name: `${words[index % words.length]} of branch ${index}`,
      description: 'From the shop to the books',
      connectionIds: own,
      flows: flowsOf(index, own),
      replacement: null,
      createdAt: at,
      createdBy: 'usr_bench',
      updatedAt: at,
    }
  })
}
