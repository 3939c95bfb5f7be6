import { createConnection, deleteConnection, updateConnection } from '@patchbay/contracts/connections'
import { listConnectionEvents, listEvents } from '@patchbay/contracts/events'
import { signIn } from '@patchbay/contracts/session'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftAt, oddClientSecret } from '../../testing/connecting.ts'
import { type OddServer, startOddServer } from '../../testing/odd-server.ts'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  odd = await startOddServer()
  api = await patchbay.signedIn()
})
afterAll(() => Promise.all([patchbay.stop(), odd.stop()]))

describe('the audit log', () => {
  it('requires sign-in', async () => {
    expect(await patchbay.visitor().refused(listEvents)).toMatchObject({ status: 401 })
  })

  it('says who changed what, from where, and with which request', async () => {
    const { id, name, createdBy } = await draftAt(api, odd)
    const body = { version: 1, name: `${name} renamed` }
    const answer = await api.call(updateConnection, { params: { id }, body })
    const { items, total } = await api.ok(listConnectionEvents, { params: { id } })
    expect(total).toBe(2)
    expect(items[0]).toEqual({
      id: expect.stringMatching(/^evt_/),
      at: expect.stringMatching(/Z$/),
      action: 'connection.updated',
      result: 'success',
      code: null,
      actor: createdBy,
      actorName: expect.any(String),
      actorKind: 'user',
      address: '127.0.0.1',
      userAgent: expect.any(String),
      target: { collection: 'connections', id, name: body.name },
      changes: [{ member: 'name', before: name, after: body.name }],
      requestId: answer.headers.get('patchbay-request-id'),
    })
  })

  it('has refused changes too, with the code', async () => {
    const { id, name } = await draftAt(api, odd)
    await api.refused(updateConnection, { params: { id }, body: { version: 9 } })
    await api.refused(createConnection, {
      body: { name, application: 'acumatica', authType: 'oauth2', settings: { instanceUri: odd.origin } },
    })
    const { items } = await api.ok(listEvents, { query: { limit: 2 } })
    expect(items).toMatchObject([
      { action: 'connection.created', result: 'failure', code: 'name_taken', target: null },
      { action: 'connection.updated', result: 'failure', code: 'stale_version', target: { id } },
    ])
  })

  it('has wrong passwords, without the password', async () => {
    await patchbay.visitor().refused(signIn, { body: { password: 'wrong-4f1d' } })
    const { items } = await api.ok(listEvents, { query: { limit: 1 } })
    const expected = { action: 'session.signed_in', result: 'failure', code: 'wrong_password', actor: null }
    expect(items).toMatchObject([expected])
    expect(JSON.stringify(items)).not.toContain('wrong-4f1d')
  })

  it('keeps what happened to a connection that is gone, and holds no secret', async () => {
    const { id } = await draftAt(api, odd)
    await api.ok(deleteConnection, { params: { id } })
    const { text } = await api.call(listEvents, { query: { limit: 200 } })
    expect(text).toContain('connection.deleted')
    for (const secret of [oddClientSecret, adminPassword, api.cookie]) expect(text).not.toContain(secret)
    const refusal = await api.refused(listConnectionEvents, { params: { id } })
    expect(refusal).toMatchObject({ status: 404 })
  })

  it('comes newest first, in pages', async () => {
    const first = await api.ok(listEvents, { query: { limit: 3 } })
    const query = { limit: 3, cursor: first.nextCursor ?? '' }
    const second = await api.ok(listEvents, { query })
    const times = [...first.items, ...second.items].map(({ at }) => Date.parse(at))
    expect(times).toHaveLength(6)
    expect(times).toEqual(times.toSorted((left, right) => right - left))
    const { problem } = await api.refused(listEvents, { query: { cursor: 'x' } })
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'cursor' }] })
  })
})
