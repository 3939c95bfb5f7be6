import * as connections from '@patchbay/contracts/connections'
import * as endpoints from '@patchbay/contracts/iclients'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { newName } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const settings = { instanceUri: 'https://example.acumatica.com' }

async function newIClient() {
  const body = { name: newName(), application: 'acumatica', clientId: 'id', clientSecret: 's' }
  return api.ok(endpoints.createIClient, { body })
}

async function use(iClientId: string) {
  const body = { name: newName(), application: 'acumatica', authType: 'oauth2', settings, iClientId }
  return api.ok(connections.createConnection, { body })
}

it('an iClient says how many connections use it, wherever it is answered', async () => {
  const [used, unused] = [await newIClient(), await newIClient()]
  const users = [await use(used.id), await use(used.id)]
  const params = { id: used.id }
  const counts = async () => {
    const { items } = await api.ok(endpoints.listIClients)
    return [used.id, unused.id].map((id) => items.find((each) => each.id === id)?.usedBy)
  }
  expect(await counts()).toEqual([2, 0])
  expect((await api.ok(endpoints.getIClient, { params })).usedBy).toBe(2)
  const renamed = await api.ok(endpoints.updateIClient, { params, body: { version: 1, clientId: 'other' } })
  expect(renamed.usedBy).toBe(2)

  const [first] = users
  const change = { version: 1, iClientId: unused.id }
  await api.ok(connections.updateConnection, { params: { id: first?.id ?? '' }, body: change })
  expect(await counts()).toEqual([1, 1])
})

it('the connections that use an iClient are listed, and no others', async () => {
  const [one, other] = [await newIClient(), await newIClient()]
  const wanted = await use(one.id)
  await use(other.id)
  const list = (query: Record<string, string>) => api.ok(connections.listConnections, { query })
  expect(await list({ iClientId: one.id })).toMatchObject({ total: 1, items: [{ id: wanted.id }] })
  expect((await list({ iClientId: one.id, q: 'nothing of this name' })).total).toBe(0)
  expect((await list({ iClientId: 'icl_of_nobody' })).total).toBe(0)
})
