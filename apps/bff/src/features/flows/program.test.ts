import { createApiKey } from '@patchbay/contracts/api-keys'
import { createFlow, getFlow, listFlows } from '@patchbay/contracts/flows'
import { listIntegrations } from '@patchbay/contracts/integrations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftOf } from '../../testing/connecting.ts'
import { addStep, flowInUse, newTitle, registered } from '../../testing/integrating.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

/** A program: no cookie, no origin, a key. */
async function program(connectionIds: readonly string[] | null, permissions = ['read']) {
  const { key } = await api.ok(createApiKey, { body: { name: newTitle(), permissions, connectionIds } })
  const client = patchbay.visitor()
  client.origin = ''
  return { client, headers: { authorization: `Bearer ${key}` } }
}

async function twoConnections() {
  const { integration, flow, connection: source } = await flowInUse(api)
  const destination = await registered(api, integration, 'lexbizz')
  await addStep(api, flow, { connectionId: destination.id })
  return { integration, source, destination, params: { id: flow.id } }
}

describe('a program', () => {
  it('finds the connections of a flow by its steps', async () => {
    const { source, destination, params } = await twoConnections()
    const { client, headers } = await program(null)
    const { steps } = await client.ok(getFlow, { params, headers })
    expect(steps.map(({ kind, connectionId }) => [kind, connectionId])).toEqual([
      ['source', source.id],
      ['destination', destination.id],
    ])
  })

  it('that is limited sees of a flow only the connections that are its own', async () => {
    const { source, destination, params } = await twoConnections()
    const { client, headers } = await program([source.id])
    const flow = await client.ok(getFlow, { params, headers })
    expect(flow.steps.map(({ connectionId }) => connectionId)).toEqual([source.id, null])
    expect(flow.steps[1]?.connection).toBeNull()
    expect(JSON.stringify(flow)).not.toContain(destination.name)
  })

  it('that is limited to others does not learn that there is a flow', async () => {
    const { params } = await twoConnections()
    const other = await draftOf(api, 'acumatica')
    const { client, headers } = await program([other.id])
    const hidden = await client.refused(getFlow, { params, headers })
    const unknown = await client.refused(getFlow, { params: { id: 'flow_gone' }, headers })
    expect(hidden).toMatchObject({ status: 404, problem: unknown.problem })
  })

  it('that is limited sees no lists, and none changes anything', async () => {
    const { integration, source, params } = await twoConnections()
    const limited = await program([source.id])
    const refused = { status: 403, code: 'not_permitted' }
    const { headers } = limited
    const all = { params: { id: integration.id }, headers }
    expect(await limited.client.refused(listIntegrations, { headers })).toMatchObject(refused)
    expect(await limited.client.refused(listFlows, all)).toMatchObject(refused)
    const reader = await program(null)
    const creation = { ...all, headers: reader.headers, body: { name: newTitle() } }
    expect(await reader.client.refused(createFlow, creation)).toMatchObject(refused)
    const fetcher = await program(null, ['token'])
    expect(await fetcher.client.refused(getFlow, { params, headers: fetcher.headers })).toMatchObject(refused)
  })
})
