import { deleteConnection, updateConnection } from '@patchbay/contracts/connections'
import { listEvents } from '@patchbay/contracts/events'
import { deleteStep, updateStep } from '@patchbay/contracts/flows'
import {
  deregisterConnection,
  getIntegration,
  listRegistered,
  registerConnection,
} from '@patchbay/contracts/integrations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftOf } from '../../testing/connecting.ts'
import { addStep, flowInUse, newIntegration, registered } from '../../testing/integrating.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const list = (id: string, query = {}) => api.ok(listRegistered, { params: { id }, query })

describe('a registered connection', () => {
  it('is listed with the steps that use it, by name, filtered and by page', async () => {
    const { integration, connection, flow, step } = await flowInUse(api)
    const other = await registered(api, integration, 'lexbizz')
    const all = await list(integration.id)
    expect(all.items.map(({ id }) => id)).toEqual([connection.id, other.id])
    expect(all.items[0]).toEqual({
      id: connection.id,
      name: connection.name,
      application: 'acumatica',
      status: 'draft',
      statusReason: null,
      steps: [
        {
          integrationId: integration.id,
          integrationName: integration.name,
          flowId: flow.id,
          flowName: flow.name,
          stepId: step.id,
          kind: 'source',
          position: 1,
        },
      ],
    })
    expect(await list(integration.id, { application: 'lexbizz' })).toMatchObject({
      items: [{ id: other.id }],
    })
    expect(await list(integration.id, { q: connection.name })).toMatchObject({ total: 1 })
    const first = await list(integration.id, { limit: 1 })
    const second = await list(integration.id, { limit: 1, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([connection.id, other.id])
    expect(second.nextCursor).toBeNull()
  })

  it('is registered once, however often that is asked for', async () => {
    const { id, version } = await newIntegration(api)
    const { id: connectionId } = await draftOf(api, 'acumatica')
    const params = { id, connectionId }
    const once = await api.ok(registerConnection, { params })
    expect(once).toMatchObject({ connections: 1, version: version + 1 })
    expect(await api.ok(registerConnection, { params })).toEqual(once)
  })

  it('can be deregistered while no step uses it', async () => {
    const integration = await newIntegration(api)
    const { id: connectionId } = await registered(api, integration)
    const params = { id: integration.id, connectionId }
    await api.ok(deregisterConnection, { params })
    expect((await list(integration.id)).total).toBe(0)
    expect(await api.refused(deregisterConnection, { params })).toMatchObject({ status: 404 })
  })

  it('stays while steps use it, and all of them are named', async () => {
    const { integration, connection, flow, step } = await flowInUse(api)
    const lookup = await addStep(api, flow, { kind: 'lookup', connectionId: connection.id })
    const params = { id: integration.id, connectionId: connection.id }
    const refusal = await api.refused(deregisterConnection, { params })
    expect(refusal).toMatchObject({ status: 409, code: 'in_use' })
    const place = `${integration.name}, ${flow.name}`
    expect(refusal.problem.detail).toContain(`${place}, step 1 (source); ${place}, step 2 (lookup).`)
    expect(refusal.problem.errors?.map(({ path }) => path)).toEqual([
      `flows.${flow.id}.steps.${step.id}`,
      `flows.${flow.id}.steps.${lookup.id}`,
    ])
    await api.ok(deleteStep, { params: { id: flow.id, stepId: lookup.id } })
    await api.ok(updateStep, { params: { id: flow.id, stepId: step.id }, body: { connectionId: null } })
    await api.ok(deregisterConnection, { params })
  })

  it('must be there, and so must the integration', async () => {
    const { id } = await newIntegration(api)
    const { id: connectionId } = await draftOf(api, 'acumatica')
    for (const params of [
      { id, connectionId: 'conn_gone' },
      { id: 'int_gone', connectionId },
    ]) {
      expect(await api.refused(registerConnection, { params })).toMatchObject({ status: 404 })
      expect(await api.refused(deregisterConnection, { params })).toMatchObject({ status: 404 })
    }
  })

  it('is either registered or deleted, when both are asked for at once', async () => {
    const integration = await newIntegration(api)
    const drafts = await Promise.all(Array.from({ length: 8 }, () => draftOf(api, 'acumatica')))
    const outcomes = await Promise.all(
      drafts.map(async ({ id }) => {
        const [put, removal] = await Promise.all([
          api.call(registerConnection, { params: { id: integration.id, connectionId: id } }),
          api.call(deleteConnection, { params: { id } }),
        ])
        return `${put.status} ${removal.status}`
      }),
    )
    for (const outcome of outcomes) expect(['200 409', '404 204']).toContain(outcome)
    const left = outcomes.filter((outcome) => outcome === '200 409').length
    expect((await list(integration.id)).total).toBe(left)
    expect((await api.ok(getIntegration, { params: { id: integration.id } })).connections).toBe(left)
  })

  it('shows its name as it is now', async () => {
    const { integration, connection } = await flowInUse(api)
    const params = { id: connection.id }
    const name = `${connection.name} renamed`
    await api.ok(updateConnection, { params, body: { version: connection.version, name } })
    expect((await list(integration.id)).items[0]?.name).toBe(name)
  })

  it('leaves a line in the audit log, under its integration', async () => {
    const integration = await newIntegration(api)
    const { id: connectionId } = await registered(api, integration)
    const { id, name } = integration
    await api.ok(deregisterConnection, { params: { id, connectionId } })
    const { items } = await api.ok(listEvents, { query: { limit: 2 } })
    expect(items).toMatchObject([
      { action: 'integration.connection_deregistered', target: { collection: 'integrations', id } },
      { action: 'integration.connection_registered', target: { collection: 'integrations', id, name } },
    ])
  })
})
