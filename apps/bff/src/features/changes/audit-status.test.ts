import { revokeConnection, updateConnection } from '@patchbay/contracts/connections'
import { listConnectionEvents } from '@patchbay/contracts/events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAt, draftAt } from '../../testing/connecting.ts'
import { type OddServer, startOddServer } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  odd = await startOddServer()
  api = await patchbay.signedIn()
})
afterAll(() => Promise.all([patchbay.stop(), odd.stop()]))

async function actionsOf(id: string): Promise<string[]> {
  const { items } = await api.ok(listConnectionEvents, { params: { id } })
  return items.map(({ action, result }) => `${action} ${result}`)
}

describe('the audit log', () => {
  it('says that a connection went offline and that it came back, below what brought it about', async () => {
    const draft = await draftAt(api, odd)
    const { connection } = await authorizeAt(api, draft)
    expect((await actionsOf(draft.id))[0]).toBe('connection.authorized success')
    expect(await actionsOf(draft.id)).not.toContain('connection.online success')
    await api.ok(updateConnection, {
      params: { id: draft.id },
      body: { version: connection.version, scopes: ['api'] },
    })
    await authorizeAt(api, draft)
    await api.ok(revokeConnection, { params: { id: draft.id } })
    expect((await actionsOf(draft.id)).slice(0, 6)).toEqual([
      'connection.revoked success',
      'connection.offline success',
      'connection.authorized success',
      'connection.online success',
      'connection.authorization_started success',
      'connection.updated success',
    ])
    const { items } = await api.ok(listConnectionEvents, { params: { id: draft.id } })
    expect(items[1]).toMatchObject({
      actor: null,
      target: { collection: 'connections', id: draft.id, name: draft.name },
    })
  })

  it('has nothing of a connection that stays as it is', async () => {
    const { connection } = await authorizeAt(api, await draftAt(api, odd))
    const { id, version } = connection
    await api.ok(updateConnection, { params: { id }, body: { version, name: `${connection.name} renamed` } })
    expect((await actionsOf(id)).join()).not.toMatch(/offline|online/)
  })
})
