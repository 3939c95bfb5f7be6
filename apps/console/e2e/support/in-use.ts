import type { Connection } from '@patchbay/contracts/connection'
import type { Flow, StepKind } from '@patchbay/contracts/flows'
import type { Integration } from '@patchbay/contracts/integrations'
import type { Api } from './fixtures.ts'

/** An integration with which those connections are registered. */
export async function integrationWith(
  api: Api,
  name: string,
  connections: readonly Pick<Connection, 'id'>[],
): Promise<Integration> {
  const { id } = await api.call<Integration>('POST', '/api/integrations', { name })
  for (const each of connections) await api.call('PUT', `/api/integrations/${id}/connections/${each.id}`)
  return api.call('GET', `/api/integrations/${id}`)
}

type Steps = readonly (readonly [kind: StepKind, connection: Pick<Connection, 'id' | 'application'>])[]

/** A flow of it whose steps use those connections; the first is its source. */
export async function flowThrough(
  api: Api,
  { id: integrationId }: Pick<Integration, 'id'>,
  { name, steps }: { readonly name: string; readonly steps: Steps },
): Promise<Flow> {
  const flow = await api.call<Flow>('POST', `/api/integrations/${integrationId}/flows`, { name })
  for (const [index, [kind, { id: connectionId, application }]] of steps.entries()) {
    const members = { application, connectionId }
    const source = flow.steps[0]?.id
    if (index === 0) await api.call('PATCH', `/api/flows/${flow.id}/steps/${source}`, members)
    else await api.call('POST', `/api/flows/${flow.id}/steps`, { kind, ...members })
  }
  return api.call('GET', `/api/flows/${flow.id}`)
}

/** Which connection each step of a flow uses, in order. */
export async function usedIn(api: Api, flow: Pick<Flow, 'id'>): Promise<(string | null)[]> {
  const { steps } = await api.call<Flow>('GET', `/api/flows/${flow.id}`)
  return steps.map(({ connectionId }) => connectionId)
}
