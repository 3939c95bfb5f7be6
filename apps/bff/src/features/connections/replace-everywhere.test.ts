import { createApiKey, listApiKeys } from '@patchbay/contracts/api-keys'
import { getConnectionUses, replaceEverywhere } from '@patchbay/contracts/connection-uses'
import { deleteConnection, getConnection } from '@patchbay/contracts/connections'
import { listConnectionEvents } from '@patchbay/contracts/events'
import { getFlow } from '@patchbay/contracts/flows'
import { getIntegration, listRegistered, replaceConnection } from '@patchbay/contracts/integrations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftOf } from '../../testing/connecting.ts'
import { flowInUse, newIntegration, newTitle, register, registered } from '../../testing/integrating.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const borrowing = (borrowConcurrencyFrom: string | null) =>
  draftOf(api, 'acumatica', { advanced: { borrowConcurrencyFrom } })

function replace(id: string, withConnectionId: string) {
  return api.ok(replaceEverywhere, { params: { id }, body: { withConnectionId } })
}

async function lenderOf(id: string): Promise<string | null> {
  return (await api.ok(getConnection, { params: { id } })).advanced.borrowConcurrencyFrom
}

async function registeredIds(id: string): Promise<string[]> {
  return (await api.ok(listRegistered, { params: { id } })).items.map((each) => each.id)
}

describe('replacing a connection everywhere', () => {
  it('requires sign-in', async () => {
    const input = { params: { id: 'conn_gone' }, body: { withConnectionId: 'conn_other' } }
    expect(await patchbay.visitor().refused(replaceEverywhere, input)).toMatchObject({ status: 401 })
  })

  it('changes steps, registrations, keys and borrowers, so that it can be deleted', async () => {
    const { integration, flow, connection } = await flowInUse(api)
    const second = await newIntegration(api)
    await register(api, second, connection)
    const to = await draftOf(api, 'acumatica')
    await register(api, second, to)
    const body = { name: newTitle(), permissions: ['token'], connectionIds: [connection.id, to.id] }
    const key = await api.ok(createApiKey, { body })
    const borrower = await borrowing(connection.id)
    const before = await api.ok(getConnectionUses, { params: { id: connection.id } })

    expect(await replace(connection.id, to.id)).toEqual(before)
    const { steps } = await api.ok(getFlow, { params: { id: flow.id } })
    expect(steps.map((each) => each.connectionId)).toEqual([to.id])
    expect(await registeredIds(integration.id)).toEqual([to.id])
    expect(await registeredIds(second.id)).toEqual([to.id])
    const keys = await api.ok(listApiKeys, { query: { limit: 200 } })
    expect(keys.items.find(({ id }) => id === key.id)?.connectionIds).toEqual([to.id])
    expect(await lenderOf(borrower.id)).toBe(to.id)
    await api.ok(deleteConnection, { params: { id: connection.id } })
  })

  it('gives a pool of its own to one that borrowed from the connection that it replaces', async () => {
    const from = await borrowing(null)
    const to = await borrowing(from.id)
    const third = await borrowing(from.id)
    await replace(from.id, to.id)
    expect(await lenderOf(to.id)).toBeNull()
    expect(await lenderOf(third.id)).toBe(to.id)
  })

  it('is refused where others would borrow from one that borrows itself, and changes nothing then', async () => {
    const { connection: from, flow } = await flowInUse(api)
    await borrowing(from.id)
    const lender = await borrowing(null)
    const to = await borrowing(lender.id)
    const input = { params: { id: from.id }, body: { withConnectionId: to.id } }
    const refusal = await api.refused(replaceEverywhere, input)
    expect(refusal).toMatchObject({ status: 422, problem: { errors: [{ path: 'withConnectionId' }] } })
    const { steps } = await api.ok(getFlow, { params: { id: flow.id } })
    expect(steps[0]?.connectionId).toBe(from.id)
  })

  it('reaches every integration, however many there are', async () => {
    const from = await draftOf(api, 'acumatica')
    const to = await draftOf(api, 'acumatica')
    for (let count = 0; count < 205; count += 1) await register(api, await newIntegration(api), from)
    await replace(from.id, to.id)
    const uses = await api.ok(getConnectionUses, { params: { id: to.id } })
    expect(uses).toMatchObject({ total: 205, integrations: { length: 200 } })
    await api.ok(deleteConnection, { params: { id: from.id } })
  })

  it('ends the undo of a replacement that would bring the connection back, and no other', async () => {
    const { integration, connection: from } = await flowInUse(api)
    const to = await registered(api, integration)
    const params = { id: integration.id }
    const body = { connectionId: from.id, withConnectionId: to.id }
    await api.ok(replaceConnection, { params, body })
    const bystander = await registered(api, integration, 'lexbizz')
    await replace(bystander.id, (await draftOf(api, 'lexbizz')).id)
    expect((await api.ok(getIntegration, { params })).replacement).not.toBeNull()
    await replace(from.id, to.id)
    expect((await api.ok(getIntegration, { params })).replacement).toBeNull()
  })

  it('is refused for one that does not fit, by name', async () => {
    const from = await draftOf(api, 'acumatica')
    const lexbizz = await draftOf(api, 'lexbizz')
    for (const [withConnectionId, says] of [
      [from.id, /same connection/],
      [lexbizz.id, /another application/],
      ['conn_gone', /no such connection/],
    ] as const) {
      const refusal = await api.refused(replaceEverywhere, {
        params: { id: from.id },
        body: { withConnectionId },
      })
      const errors = [{ path: 'withConnectionId', message: expect.stringMatching(says) }]
      expect(refusal).toMatchObject({ status: 422, problem: { errors } })
    }
    const gone = { params: { id: 'conn_gone' }, body: { withConnectionId: from.id } }
    expect(await api.refused(replaceEverywhere, gone)).toMatchObject({ status: 404 })
  })

  it('both ways at the same time ends, with one of them everywhere', async () => {
    const { integration, connection: a } = await flowInUse(api)
    const b = await registered(api, integration)
    await Promise.all([replace(a.id, b.id), replace(b.id, a.id)])
    expect(await registeredIds(integration.id)).toHaveLength(1)
  })

  it('leaves a line in the audit log of the connection', async () => {
    const { id } = await draftOf(api, 'acumatica')
    await replace(id, (await draftOf(api, 'acumatica')).id)
    const { items } = await api.ok(listConnectionEvents, { params: { id } })
    expect(items[0]).toMatchObject({ action: 'connection.replaced', result: 'success', target: { id } })
  })
})
