import * as endpoints from '@patchbay/contracts/flows'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftOf } from '../../testing/connecting.ts'
import {
  addStep,
  flowInUse,
  newFlow,
  newIntegration,
  registered,
  sourceOf,
} from '../../testing/integrating.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const read = (id: string) => api.ok(endpoints.getFlow, { params: { id } })

async function emptyFlow() {
  const integration = await newIntegration(api)
  const flow = await newFlow(api, integration)
  return { integration, flow, params: { id: flow.id, stepId: sourceOf(flow).id } }
}

describe('a step', () => {
  it('is added at the end, with or without a connection', async () => {
    const { integration, flow } = await emptyFlow()
    const lexbizz = await registered(api, integration, 'lexbizz')
    const first = await addStep(api, flow)
    expect(first).toMatchObject({ flowId: flow.id, version: 2, kind: 'destination', connectionId: null })
    const second = await addStep(api, flow, { kind: 'lookup', connectionId: lexbizz.id })
    expect(second).toMatchObject({
      version: 3,
      application: 'lexbizz',
      connectionId: lexbizz.id,
      connection: { name: lexbizz.name },
    })
    const { steps } = await read(flow.id)
    expect(steps.map(({ id }) => id)).toEqual([sourceOf(flow).id, first.id, second.id])
  })

  it('takes its application from its connection, keeps it without one, and is free again on request', async () => {
    const { integration, params } = await emptyFlow()
    const { id: connectionId } = await registered(api, integration)
    const change = (body: object) => api.ok(endpoints.updateStep, { params, body })
    expect(await change({ connectionId })).toMatchObject({ application: 'acumatica', connectionId })
    expect(await change({ connectionId: null })).toMatchObject({
      application: 'acumatica',
      connectionId: null,
    })
    expect(await change({ connectionId })).toMatchObject({ connectionId })
    expect(await change({ application: null })).toMatchObject({ application: null, connectionId: null })
    expect(await change({ application: 'exact-online' })).toMatchObject({ application: 'exact-online' })
  })

  it('uses no connection of another application', async () => {
    const { integration, params } = await emptyFlow()
    const acumatica = await registered(api, integration)
    await api.ok(endpoints.updateStep, { params, body: { application: 'lexbizz' } })
    const body = { connectionId: acumatica.id }
    const refusal = await api.refused(endpoints.updateStep, { params, body })
    expect(refusal).toMatchObject({ status: 422, problem: { errors: [{ path: 'connectionId' }] } })
    expect(refusal.problem.detail).toMatch(/is a connection of Acumatica, and the step is for lexbizz/)
    const both = { kind: 'lookup', application: 'lexbizz', connectionId: acumatica.id }
    const addition = { params: { id: params.id }, body: both }
    expect(await api.refused(endpoints.createStep, addition)).toMatchObject({ status: 422 })
    expect(
      await api.ok(endpoints.updateStep, { params, body: { ...body, application: 'acumatica' } }),
    ).toMatchObject(body)
  })

  it('uses no connection of another integration, nor one that is not registered or not there', async () => {
    const { integration, flow, params } = await emptyFlow()
    const elsewhere = await flowInUse(api)
    const loose = await draftOf(api, 'acumatica')
    for (const [connectionId, says] of [
      [elsewhere.connection.id, `not registered with ${integration.name}`],
      [loose.id, `not registered with ${integration.name}`],
      ['conn_gone', 'no such connection'],
    ] as const) {
      const message = expect.stringContaining(says)
      const unfit = { status: 422, problem: { errors: [{ path: 'connectionId', message }] } }
      expect(await api.refused(endpoints.updateStep, { params, body: { connectionId } })).toMatchObject(unfit)
      const addition = { params: { id: flow.id }, body: { kind: 'lookup', connectionId } }
      expect(await api.refused(endpoints.createStep, addition)).toMatchObject(unfit)
    }
    expect(await read(flow.id)).toEqual(flow)
  })

  it('is found in its own flow alone', async () => {
    const { params } = await emptyFlow()
    const other = await emptyFlow()
    const foreign = { id: other.params.id, stepId: params.stepId }
    for (const endpoint of [endpoints.updateStep, endpoints.deleteStep])
      expect(await api.refused(endpoint, { params: foreign, body: {} })).toMatchObject({ status: 404 })
  })

  it.each([
    [{ kind: 'trigger' }, 422, 'kind'],
    [{}, 422, 'kind'],
    [{ kind: 'source' }, 422, 'kind'],
    [{ kind: 'lookup', application: 'sap' }, 422, 'application'],
    [{ kind: 'lookup', connectionId: 7 }, 422, 'connectionId'],
    [{ kind: 'lookup', version: 0 }, 422, 'version'],
    [{ kind: 'lookup', position: 1 }, 400, 'position'],
  ])('is not made of %j', async (body, status, path) => {
    const { flow } = await emptyFlow()
    const refusal = await api.refused(endpoints.createStep, { params: { id: flow.id }, body })
    expect(refusal).toMatchObject({ status, problem: { errors: [{ path }] } })
  })
})

describe('the source', () => {
  it('stays the source, and is not removed', async () => {
    const { flow, params } = await emptyFlow()
    const step = await addStep(api, flow)
    const change = { params, body: { kind: 'lookup' } }
    expect(await api.refused(endpoints.updateStep, change)).toMatchObject({ status: 422 })
    const rise = { params: { id: flow.id, stepId: step.id }, body: { kind: 'source' } }
    expect(await api.refused(endpoints.updateStep, rise)).toMatchObject({ status: 422 })
    const refusal = await api.refused(endpoints.deleteStep, { params })
    expect(refusal).toMatchObject({ status: 422, problem: { errors: [{ path: 'stepId' }] } })
    expect((await read(flow.id)).steps).toHaveLength(2)
  })

  it('is the first one, while the others may be put in any order', async () => {
    const { flow, params } = await emptyFlow()
    const a = await addStep(api, flow)
    const b = await addStep(api, flow, { kind: 'lookup' })
    const order = (version: number, stepIds: readonly string[]) => ({
      params: { id: flow.id },
      body: { version, stepIds },
    })
    const moved = await api.ok(endpoints.updateFlow, order(3, [params.stepId, b.id, a.id]))
    expect(moved.steps.map(({ id }) => id)).toEqual([params.stepId, b.id, a.id])
    for (const [stepIds, says] of [
      [[b.id, params.stepId, a.id], /source is the first/],
      [[params.stepId, a.id], /each step of the flow once/],
      [[params.stepId, a.id, a.id], /each step of the flow once/],
      [[params.stepId, a.id, 'step_gone'], /each step of the flow once/],
      [[params.stepId, a.id, b.id, 'step_gone'], /each step of the flow once/],
      [[], /each step of the flow once/],
    ] as const) {
      const refusal = await api.refused(endpoints.updateFlow, order(4, stepIds))
      const errors = [{ path: 'stepIds', message: expect.stringMatching(says) }]
      expect(refusal).toMatchObject({ status: 422, problem: { errors } })
    }
    expect(await read(flow.id)).toEqual(moved)
  })
})

describe('the size of a flow', () => {
  it('is 200 steps, and the one after is refused by name', async () => {
    const { integration, flow } = await emptyFlow()
    const { id: connectionId } = await registered(api, integration)
    for (let count = 1; count < 200; count += 1) await addStep(api, flow, { connectionId })
    const full = await read(flow.id)
    expect(full.steps).toHaveLength(200)
    const addition = { params: { id: flow.id }, body: { kind: 'destination' } }
    const refusal = await api.refused(endpoints.createStep, addition)
    expect(refusal).toMatchObject({
      status: 422,
      problem: { errors: [{ path: 'steps', message: expect.stringContaining('at most 200 steps') }] },
    })
    const stepIds = full.steps.map(({ id }) => id)
    const reversed = [stepIds[0], ...stepIds.slice(1).toReversed()]
    const order = { params: { id: flow.id }, body: { version: full.version, stepIds: reversed } }
    const moved = await api.ok(endpoints.updateFlow, order)
    expect(moved.steps.map(({ id }) => id)).toEqual(reversed)
    const params = { id: flow.id, stepId: stepIds[7] ?? '' }
    await api.ok(endpoints.deleteStep, { params })
    await addStep(api, flow, { kind: 'lookup' })
    expect((await read(flow.id)).steps).toHaveLength(200)
  })
})
