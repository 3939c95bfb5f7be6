import type { Connection } from '@patchbay/contracts/connection'
import { createFlow, createStep, type Flow, updateStep } from '@patchbay/contracts/flows'
import { createIntegration, type Integration, registerConnection } from '@patchbay/contracts/integrations'
import type { ApiClient } from './api-client.ts'
import { draftOf } from './connecting.ts'

let number = 0
/** A name that no other integration, flow or key has. */
export function newTitle(): string {
  number += 1
  return `Orders ${number}`
}

export function newIntegration(api: ApiClient, body: object = {}): Promise<Integration> {
  return api.ok(createIntegration, { body: { name: newTitle(), ...body } })
}

export function newFlow(
  api: ApiClient,
  { id }: Pick<Integration, 'id'>,
  name: string = newTitle(),
): Promise<Flow> {
  return api.ok(createFlow, { params: { id }, body: { name } })
}

export function register(
  api: ApiClient,
  { id }: Pick<Integration, 'id'>,
  connection: Pick<Connection, 'id'>,
): Promise<Integration> {
  return api.ok(registerConnection, { params: { id, connectionId: connection.id } })
}

/** A draft at the sandbox that is registered with an integration. */
export async function registered(
  api: ApiClient,
  integration: Pick<Integration, 'id'>,
  application = 'acumatica',
): Promise<Connection> {
  const connection = await draftOf(api, application)
  await register(api, integration, connection)
  return connection
}

/** The step that every flow has from the start. */
export function sourceOf({ steps: [source] }: Pick<Flow, 'steps'>): Flow['steps'][number] {
  if (source === undefined) throw new TypeError('a flow without a source')
  return source
}

export function giveSource(api: ApiClient, flow: Flow, { id: connectionId }: Pick<Connection, 'id'>) {
  const params = { id: flow.id, stepId: sourceOf(flow).id }
  return api.ok(updateStep, { params, body: { connectionId } })
}

export function addStep(api: ApiClient, { id }: Pick<Flow, 'id'>, body: object = {}) {
  return api.ok(createStep, { params: { id }, body: { kind: 'destination', ...body } })
}

/** An integration whose one flow uses a registered connection in its source. */
export async function flowInUse(api: ApiClient, application = 'acumatica') {
  const integration = await newIntegration(api)
  const connection = await registered(api, integration, application)
  const flow = await newFlow(api, integration)
  await giveSource(api, flow, connection)
  return { integration, connection, flow, step: sourceOf(flow) }
}
