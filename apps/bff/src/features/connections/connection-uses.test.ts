import { createApiKey, deleteApiKey } from '@patchbay/contracts/api-keys'
import { getConnectionUses } from '@patchbay/contracts/connection-uses'
import { deleteConnection, updateConnection } from '@patchbay/contracts/connections'
import { deleteFlow } from '@patchbay/contracts/flows'
import { deregisterConnection } from '@patchbay/contracts/integrations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftOf } from '../../testing/connecting.ts'
import { flowInUse, newIntegration, newTitle, register } from '../../testing/integrating.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const usesOf = (id: string) => api.ok(getConnectionUses, { params: { id } })
const nothing = { total: 0, integrations: [], steps: [], apiKeys: [], borrowers: [] }

function limitedKey(connectionIds: readonly string[] | null) {
  return api.ok(createApiKey, { body: { name: newTitle(), permissions: ['read'], connectionIds } })
}

/** A connection that is used in every way there is. */
async function usedEverywhere() {
  const { integration, flow, step, connection } = await flowInUse(api)
  const second = await newIntegration(api)
  await register(api, second, connection)
  const key = await limitedKey([connection.id])
  const advanced = { borrowConcurrencyFrom: connection.id }
  const borrower = await draftOf(api, 'acumatica', { advanced })
  return { integration, flow, step, connection, second, key, borrower }
}

describe('what a connection is used by', () => {
  it('requires sign-in', async () => {
    const refusal = await patchbay.visitor().refused(getConnectionUses, { params: { id: 'conn_gone' } })
    expect(refusal).toMatchObject({ status: 401, code: 'not_signed_in' })
  })

  it('is nothing at first, and not found where there is no connection', async () => {
    const { id } = await draftOf(api, 'acumatica')
    await limitedKey(null)
    expect(await usesOf(id)).toEqual(nothing)
    const refusal = await api.refused(getConnectionUses, { params: { id: 'conn_gone' } })
    expect(refusal).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('are integrations, steps, API keys and borrowers', async () => {
    const { integration, flow, step, connection, second, key, borrower } = await usedEverywhere()
    const uses = await usesOf(connection.id)
    expect(uses).toMatchObject({
      total: 5,
      steps: [
        { integrationId: integration.id, flowId: flow.id, stepId: step.id, kind: 'source', position: 1 },
      ],
      apiKeys: [{ id: key.id, name: key.name }],
      borrowers: [{ id: borrower.id, name: borrower.name }],
    })
    const names = ({ id, name }: { id: string; name: string }) => ({ id, name })
    expect(uses.integrations).toEqual([integration, second].map(names))
  })

  it('counts them all, though not all are named', async () => {
    const connection = await draftOf(api, 'acumatica')
    for (let count = 0; count < 205; count += 1) await limitedKey([connection.id])
    const { total, apiKeys } = await usesOf(connection.id)
    expect({ total, named: apiKeys.length }).toEqual({ total: 205, named: 200 })
  })
})

describe('a connection in use', () => {
  it('is not deleted: all of its users are named', async () => {
    const { integration, flow, step, connection, second, key, borrower } = await usedEverywhere()
    const refusal = await api.refused(deleteConnection, { params: { id: connection.id } })
    expect(refusal).toMatchObject({ status: 409, code: 'in_use' })
    const place = `${integration.name}, ${flow.name}, step 1 (source)`
    expect(refusal.problem.errors).toEqual([
      { path: `flows.${flow.id}.steps.${step.id}`, message: place },
      { path: `integrations.${second.id}`, message: second.name },
      { path: `apiKeys.${key.id}`, message: key.name },
      { path: `connections.${borrower.id}`, message: borrower.name },
    ])
    expect(refusal.problem.detail).toBe(
      `The connection is in use. Steps use it: ${place}. It is registered with: ${second.name}. API keys are limited to it: ${key.name}. ` +
        `Other connections borrow concurrency from this one: ${borrower.name}. ` +
        'Replace it there first, or take it away.',
    )
  })

  it('is deleted when nobody uses it any more', async () => {
    const { integration, flow, connection, second, key, borrower } = await usedEverywhere()
    const params = { id: connection.id }
    await api.ok(deleteFlow, { params: { id: flow.id } })
    for (const { id } of [integration, second])
      await api.ok(deregisterConnection, { params: { id, connectionId: connection.id } })
    await api.ok(deleteApiKey, { params: { id: key.id } })
    await api.refused(deleteConnection, { params })
    const { version } = borrower
    const body = { version, advanced: { borrowConcurrencyFrom: null } }
    await api.ok(updateConnection, { params: { id: borrower.id }, body })
    expect(await usesOf(connection.id)).toEqual(nothing)
    await api.ok(deleteConnection, { params })
  })

  it('and a key that is limited to it: of both wishes at once one is granted', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await draftOf(api, 'acumatica')
      const body = { name: newTitle(), permissions: ['read'], connectionIds: [id] }
      const [creation, removal] = await Promise.all([
        api.call(createApiKey, { body }),
        api.call(deleteConnection, { params: { id } }),
      ])
      expect(['201 409', '422 204']).toContain(`${creation.status} ${removal.status}`)
    }
  })
})
