import { listEvents } from '@patchbay/contracts/events'
import * as endpoints from '@patchbay/contracts/flows'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, bodyOf } from '../../testing/api-client.ts'
import { addStep, flowInUse, newFlow, newIntegration, newTitle, sourceOf } from '../../testing/integrating.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const read = (id: string) => api.ok(endpoints.getFlow, { params: { id } })

describe('flows', () => {
  it.each(Object.values(endpoints).filter((each) => typeof each === 'object' && 'method' in each))(
    'require sign-in: $method $path',
    async (endpoint) => {
      const params = { id: 'flow_gone', stepId: 'step_gone' }
      const refusal = await patchbay.visitor().refused(endpoint, { params, ...bodyOf(endpoint) })
      expect(refusal).toMatchObject({ status: 401, code: 'not_signed_in' })
    },
  )

  it('begin with one source that has no connection yet', async () => {
    const { id: integrationId } = await newIntegration(api)
    const name = newTitle()
    const input = { params: { id: integrationId }, body: { name } }
    const answer = await api.call(endpoints.createFlow, input)
    expect(answer.status).toBe(201)
    const flow = answer.body as endpoints.Flow
    expect(answer.headers.get('location')).toBe(`/api/flows/${flow.id}`)
    expect(flow).toMatchObject({ integrationId, version: 1, name })
    expect(flow.steps).toEqual([
      {
        id: expect.stringMatching(/^step_/),
        kind: 'source',
        application: null,
        connectionId: null,
        connection: null,
      },
    ])
    expect(await read(flow.id)).toEqual(flow)
  })

  it('tell what each step uses, and how that is', async () => {
    const { flow, connection } = await flowInUse(api)
    expect(sourceOf(await read(flow.id))).toMatchObject({
      application: 'acumatica',
      connectionId: connection.id,
      connection: { id: connection.id, name: connection.name, status: 'draft', statusReason: null },
    })
  })

  it('are listed in the order in which they were made, by page, and searched by name', async () => {
    const integration = await newIntegration(api)
    const made = [
      await newFlow(api, integration, 'Zebras'),
      await newFlow(api, integration, 'Café orders'),
      await newFlow(api, integration, 'Antelopes'),
    ]
    const list = (query: Record<string, string | number>) =>
      api.ok(endpoints.listFlows, { params: { id: integration.id }, query })
    const first = await list({ limit: 2 })
    expect(first.total).toBe(3)
    expect(first.items).toEqual([made[0], made[1]])
    const cursor = first.nextCursor ?? ''
    expect(await list({ limit: 2, cursor })).toMatchObject({ items: [made[2]], nextCursor: null })
    expect(await list({ q: 'ORDERS caf' })).toMatchObject({ items: [made[1]], total: 1 })

    await api.ok(endpoints.deleteFlow, { params: { id: made[1]?.id ?? '' } })
    expect(await list({ limit: 2, cursor })).toMatchObject({ items: [made[2]] })
    const others = { params: { id: (await newIntegration(api)).id }, query: { cursor } }
    expect(await api.refused(endpoints.listFlows, others)).toMatchObject({ status: 422 })
  })

  it('are renamed', async () => {
    const flow = await newFlow(api, await newIntegration(api))
    const name = newTitle()
    const input = { params: { id: flow.id }, body: { version: 1, name } }
    const renamed = await api.ok(endpoints.updateFlow, input)
    expect(renamed).toMatchObject({ name, version: 2, steps: flow.steps })
  })

  it('have names that no other flow of the integration has', async () => {
    const integration = await newIntegration(api)
    const { name } = await newFlow(api, integration)
    const other = await newFlow(api, integration)
    const taken = { status: 409, code: 'name_taken', problem: { errors: [{ path: 'name' }] } }
    const body = { name: name.toUpperCase() }
    const creation = { params: { id: integration.id }, body }
    expect(await api.refused(endpoints.createFlow, creation)).toMatchObject(taken)
    const change = { params: { id: other.id }, body: { version: 1, ...body } }
    expect(await api.refused(endpoints.updateFlow, change)).toMatchObject(taken)
    await newFlow(api, await newIntegration(api), name)
  })

  it('are deleted, and only they', async () => {
    const { integration, flow } = await flowInUse(api)
    const other = await newFlow(api, integration)
    await api.ok(endpoints.deleteFlow, { params: { id: flow.id } })
    expect(await api.refused(endpoints.getFlow, { params: { id: flow.id } })).toMatchObject({ status: 404 })
    expect(await read(other.id)).toEqual(other)
  })

  it('refuse the change of a second admin who has not seen the first one', async () => {
    const flow = await newFlow(api, await newIntegration(api))
    const second = await patchbay.signedIn()
    await addStep(api, flow, { version: flow.version })
    const params = { id: flow.id }
    const stale = { status: 409, code: 'stale_version' }
    const { version } = flow
    const rename = { params, body: { version, name: newTitle() } }
    expect(await second.refused(endpoints.updateFlow, rename)).toMatchObject(stale)
    const addition = { params, body: { version, kind: 'lookup' } }
    expect(await second.refused(endpoints.createStep, addition)).toMatchObject(stale)
    const step = { ...params, stepId: sourceOf(flow).id }
    const change = { params: step, body: { version, application: 'lexbizz' } }
    const refusal = await second.refused(endpoints.updateStep, change)
    expect(refusal).toMatchObject(stale)
    expect(refusal.problem.detail).toContain(flow.name)
    expect((await read(flow.id)).steps.map(({ kind }) => kind)).toEqual(['source', 'destination'])
  })

  it('of one integration are changed at the same time without hindering each other', async () => {
    const integration = await newIntegration(api)
    const flows = [await newFlow(api, integration), await newFlow(api, integration)]
    const changed = await Promise.all(
      flows.flatMap(({ id }) =>
        Array.from({ length: 5 }, () =>
          api.ok(endpoints.createStep, { params: { id }, body: { kind: 'lookup' } }),
        ),
      ),
    )
    expect(changed).toHaveLength(10)
    for (const { id } of flows) expect(await read(id)).toMatchObject({ version: 6, steps: { length: 6 } })
  })

  it.each([
    [{}, 422, 'name'],
    [{ name: ' ' }, 422, 'name'],
    [{ name: 'a', steps: [] }, 400, 'steps'],
  ])('refuse %j', async (body, status, path) => {
    const { id } = await newIntegration(api)
    const refusal = await api.refused(endpoints.createFlow, { params: { id }, body })
    expect(refusal).toMatchObject({ status, problem: { errors: [{ path }] } })
  })

  it('that nobody made, or of an integration that nobody made, are not found', async () => {
    const input = { params: { id: 'flow_gone', stepId: 'step_gone' } }
    const missing = { status: 404, code: 'not_found' }
    for (const [endpoint, body] of [
      [endpoints.getFlow, {}],
      [endpoints.listFlows, {}],
      [endpoints.createFlow, { name: 'a' }],
      [endpoints.updateFlow, { version: 1 }],
      [endpoints.deleteFlow, {}],
      [endpoints.createStep, { kind: 'lookup' }],
      [endpoints.updateStep, {}],
      [endpoints.deleteStep, {}],
    ] as const)
      expect(await api.refused(endpoint, { ...input, ...bodyOf(endpoint, body) })).toMatchObject(missing)
  })

  it('leave a line of each change in the audit log, under their own id', async () => {
    const { id, name } = await newFlow(api, await newIntegration(api))
    const step = await addStep(api, { id })
    const params = { id, stepId: step.id }
    await api.ok(endpoints.updateStep, { params, body: { kind: 'lookup' } })
    await api.ok(endpoints.deleteStep, { params })
    await api.ok(endpoints.updateFlow, { params: { id }, body: { version: 4, name: `${name} 2` } })
    await api.ok(endpoints.deleteFlow, { params: { id } })
    const { items } = await api.ok(listEvents, { query: { limit: 6 } })
    expect(items.map(({ action }) => action)).toEqual([
      'flow.deleted',
      'flow.updated',
      'flow.step_removed',
      'flow.step_changed',
      'flow.step_added',
      'flow.created',
    ])
    for (const { target } of items) expect(target).toMatchObject({ collection: 'flows', id })
    expect(items.at(-1)?.target?.name).toBe(name)
  })
})
