import { deleteConnection } from '@patchbay/contracts/connections'
import { listEvents } from '@patchbay/contracts/events'
import { deleteStep, getFlow, updateStep } from '@patchbay/contracts/flows'
import * as endpoints from '@patchbay/contracts/integrations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftOf } from '../../testing/connecting.ts'
import { addStep, flowInUse, newFlow, registered } from '../../testing/integrating.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

/** A connection in two flows, another one of the same application beside it, and a step that uses neither. */
async function twoFlows() {
  const { integration, connection: from, flow, step } = await flowInUse(api)
  const to = await registered(api, integration)
  const second = await newFlow(api, integration)
  const lookup = await addStep(api, second, { kind: 'lookup', connectionId: from.id })
  const bystander = await registered(api, integration, 'lexbizz')
  const other = await addStep(api, second, { connectionId: bystander.id })
  const params = { id: integration.id }
  const wanted = { connectionId: from.id, withConnectionId: to.id }
  const used = async () => {
    const flows = [flow, second].map(({ id }) => api.ok(getFlow, { params: { id } }))
    return (await Promise.all(flows)).flatMap(({ steps }) => steps.map((each) => each.connectionId))
  }
  const replace = () => api.ok(endpoints.replaceConnection, { params, body: wanted })
  const read = () => api.ok(endpoints.getIntegration, { params })
  const undo = (replacementId: string) => ({ params: { ...params, replacementId } })
  return { params, wanted, from, to, flow, step, second, lookup, bystander, other, used, replace, read, undo }
}

describe('replacing a connection in an integration', () => {
  it('says beforehand what would change, and changes nothing by that', async () => {
    const { params, wanted, from, to, flow, step, second, lookup, used, replace } = await twoFlows()
    const before = await used()
    const preview = await api.ok(endpoints.previewReplacement, { params, query: wanted })
    expect(preview).toMatchObject({
      from: { id: from.id, name: from.name },
      to: { id: to.id, name: to.name },
      steps: [
        { flowId: flow.id, stepId: step.id, kind: 'source', position: 1 },
        { flowId: second.id, stepId: lookup.id, kind: 'lookup', position: 2 },
      ],
    })
    expect(await used()).toEqual(before)
    expect(await replace()).toMatchObject(preview)
  })

  it('changes all steps that use it and no other, as the next version of their flows', async () => {
    const { to, flow, second, bystander, used, replace, read } = await twoFlows()
    const version = async ({ id }: { id: string }) => (await api.ok(getFlow, { params: { id } })).version
    const before = [await version(flow), await version(second)]
    const replacement = await replace()
    expect(await used()).toEqual([to.id, null, to.id, bystander.id])
    expect([await version(flow), await version(second)]).toEqual(before.map((each) => each + 1))
    expect((await read()).replacement).toEqual(replacement)
  })

  it('can be undone once', async () => {
    const { from, bystander, used, replace, read, undo } = await twoFlows()
    const { id } = await replace()
    await api.ok(endpoints.undoReplacement, undo(id))
    expect(await used()).toEqual([from.id, null, from.id, bystander.id])
    expect((await read()).replacement).toBeNull()
    expect(await api.refused(endpoints.undoReplacement, undo(id))).toMatchObject({ status: 404 })
  })

  it('is undone in the steps alone that nobody has changed since', async () => {
    const { from, flow, step, bystander, used, replace, undo } = await twoFlows()
    const { id } = await replace()
    const change = { params: { id: flow.id, stepId: step.id }, body: { connectionId: null } }
    await api.ok(updateStep, change)
    await api.ok(endpoints.undoReplacement, undo(id))
    expect(await used()).toEqual([null, null, from.id, bystander.id])
  })

  it('names no step that was removed since', async () => {
    const { second, lookup, replace, read } = await twoFlows()
    await replace()
    await api.ok(deleteStep, { params: { id: second.id, stepId: lookup.id } })
    expect((await read()).replacement?.steps).toHaveLength(1)
  })

  it('is undone though the replaced one was deregistered: it is registered again', async () => {
    const { params, from, bystander, used, replace, undo } = await twoFlows()
    const { id } = await replace()
    await api.ok(endpoints.deregisterConnection, { params: { ...params, connectionId: from.id } })
    await api.ok(endpoints.undoReplacement, undo(id))
    expect(await used()).toEqual([from.id, null, from.id, bystander.id])
    const { items } = await api.ok(endpoints.listRegistered, { params })
    expect(items.map((each) => each.id)).toContain(from.id)
  })

  it('cannot be undone when the replaced one was deleted, which is said', async () => {
    const { params, from, to, bystander, used, replace, undo } = await twoFlows()
    const { id } = await replace()
    await api.ok(endpoints.deregisterConnection, { params: { ...params, connectionId: from.id } })
    await api.ok(deleteConnection, { params: { id: from.id } })
    const refusal = await api.refused(endpoints.undoReplacement, undo(id))
    expect(refusal).toMatchObject({ status: 422 })
    expect(refusal.problem.detail).toBe(`${from.name} was deleted meanwhile, so it cannot be put back.`)
    expect(await used()).toEqual([to.id, null, to.id, bystander.id])
  })

  it('replaces the undo of the one before', async () => {
    const { params, from, to, used, bystander, replace, undo } = await twoFlows()
    const first = await replace()
    const back = { connectionId: to.id, withConnectionId: from.id }
    const second = await api.ok(endpoints.replaceConnection, { params, body: back })
    expect(await api.refused(endpoints.undoReplacement, undo(first.id))).toMatchObject({ status: 404 })
    await api.ok(endpoints.undoReplacement, undo(second.id))
    expect(await used()).toEqual([to.id, null, to.id, bystander.id])
  })

  it('is refused for what does not fit, by name', async () => {
    const { params, wanted, from, to, bystander, used } = await twoFlows()
    const stranger = await draftOf(api, 'acumatica')
    const before = await used()
    const cases = [
      [{ ...wanted, withConnectionId: from.id }, 'withConnectionId', /same connection/],
      [{ ...wanted, withConnectionId: bystander.id }, 'withConnectionId', /another application/],
      [{ ...wanted, withConnectionId: stranger.id }, 'withConnectionId', /not registered/],
      [{ ...wanted, withConnectionId: 'conn_gone' }, 'withConnectionId', /no such connection/],
      [{ ...wanted, connectionId: 'conn_gone' }, 'connectionId', /no such connection/],
      [{ connectionId: to.id, withConnectionId: from.id }, 'connectionId', /No step/],
    ] as const
    for (const [body, path, says] of cases) {
      const refusal = await api.refused(endpoints.replaceConnection, { params, body })
      expect(refusal.status).toBe(422)
      expect(refusal.problem.errors).toEqual([{ path, message: expect.stringMatching(says) }])
    }
    expect(await used()).toEqual(before)
  })

  it('leaves a line in the audit log, and so does the undo', async () => {
    const { params, replace, undo } = await twoFlows()
    const { id } = await replace()
    await api.ok(endpoints.undoReplacement, undo(id))
    const { items } = await api.ok(listEvents, { query: { limit: 2 } })
    const target = { collection: 'integrations', id: params.id }
    expect(items).toMatchObject([
      { action: 'integration.replacement_undone', target },
      { action: 'integration.connection_replaced', target },
    ])
  })
})
