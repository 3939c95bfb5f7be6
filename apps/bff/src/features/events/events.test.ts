import { createConnection, deleteConnection, updateConnection } from '@patchbay/contracts/connections'
import { exportEvents, listConnectionEvents, listEvents } from '@patchbay/contracts/events'
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
      targetExists: true,
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
    const { id, name } = await draftAt(api, odd)
    await api.refused(updateConnection, { params: { id }, body: { version: 9, name: 'refused' } })
    await api.ok(deleteConnection, { params: { id } })
    const { text } = await api.call(listEvents, { query: { limit: 200 } })
    expect(text).toContain('connection.deleted')
    const { items } = await api.ok(listEvents, { query: { target: id } })
    const gone = { target: { collection: 'connections', id, name }, targetExists: false }
    expect(items).toMatchObject([gone, gone, gone])
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

describe('filters of the audit log', () => {
  const found = async (query: Record<string, string>) =>
    (await api.ok(listEvents, { query: { limit: 200, ...query } })).items

  it('choose by action, by who, by what, by result, by time and by words', async () => {
    const { id, name } = await draftAt(api, odd)
    await api.ok(updateConnection, { params: { id }, body: { version: 1, name: `${name} Straße` } })
    await api.refused(updateConnection, { params: { id }, body: { version: 9 } })
    const [refused, updated, created] = await found({ target: id })
    const actions = async (query: Record<string, string>) =>
      (await found({ target: id, ...query })).map(({ action, result }) => `${action} ${result}`)

    expect(await actions({})).toEqual([
      'connection.updated failure',
      'connection.updated success',
      'connection.created success',
    ])
    expect(await actions({ action: 'connection.created,agent.' })).toEqual(['connection.created success'])
    expect(await actions({ action: 'connection.' })).toHaveLength(3)
    expect(await actions({ action: 'connection' })).toEqual([])
    expect(await actions({ result: 'failure' })).toEqual(['connection.updated failure'])
    expect(await actions({ q: 'STRASSE wrong_password' })).toEqual([])
    expect(await actions({ q: 'STRASSE updated' })).toEqual([
      'connection.updated failure',
      'connection.updated success',
    ])
    expect(await actions({ from: updated?.at ?? '', to: refused?.at ?? '' })).toContain(
      'connection.updated success',
    )
    expect(await actions({ to: created?.at ?? '' })).toEqual([])
    expect(await found({ actor: created?.actor ?? '' })).not.toEqual([])
    expect(await found({ actor: 'usr_nobody' })).toEqual([])
  })

  it('keep to their pages, with their total', async () => {
    const query = { action: 'connection.created', limit: 2 }
    const first = await api.ok(listEvents, { query })
    expect(first.total).toBeGreaterThan(2)
    const second = await api.ok(listEvents, { query: { ...query, cursor: first.nextCursor ?? '' } })
    expect(second.total).toBe(first.total)
    const all = [...first.items, ...second.items]
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(new Set(all.map(({ action }) => action))).toEqual(new Set(['connection.created']))
  })

  it('refuse what they do not understand, by name', async () => {
    for (const query of [{ action: 'Ä' }, { from: 'yesterday' }, { result: 'maybe' }]) {
      const { problem } = await api.refused(listEvents, { query })
      expect(problem).toMatchObject({ status: 422, errors: [{ path: Object.keys(query)[0] }] })
    }
  })
})

describe('the export of the audit log', () => {
  const linesOf = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)

  it('is for owners, as JSON lines, oldest first, and is in the log itself', async () => {
    expect(await patchbay.visitor().refused(exportEvents)).toMatchObject({ status: 401 })
    const answer = await api.call(exportEvents)
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="patchbay-activity-.+\.jsonl"$/,
    )
    const lines = linesOf(answer.text)
    expect(lines.map(({ sequence }) => sequence)).toEqual(lines.map((_, at) => at + 1))
    expect(lines.at(-1)).toMatchObject({ action: 'activity.exported', actorKind: 'user' })
    const { total } = await api.ok(listEvents)
    expect(lines).toHaveLength(total)
  })

  it('takes the filters of the list', async () => {
    const lines = linesOf((await api.call(exportEvents, { query: { action: 'connection.created' } })).text)
    const { total } = await api.ok(listEvents, { query: { action: 'connection.created' } })
    expect(lines).toHaveLength(total)
    expect(await api.refused(exportEvents, { query: { nonsense: 'x' } })).toMatchObject({ status: 400 })
  })
})
