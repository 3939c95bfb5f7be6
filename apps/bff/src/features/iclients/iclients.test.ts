import { createConnection, deleteConnection } from '@patchbay/contracts/connections'
import * as endpoints from '@patchbay/contracts/iclients'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'
import { textsBelow } from '../../testing/texts-below.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const secret = 'write-only-4f1d'
let number = 0
function bodyOf(changes: object = {}) {
  number += 1
  const name = `Client ${number}`
  return { name, application: 'acumatica', clientId: 'id@Company', clientSecret: secret, ...changes }
}

describe('an iClient', () => {
  it('requires sign-in', async () => {
    const visitor = patchbay.visitor()
    expect(await visitor.refused(endpoints.createIClient, { body: bodyOf() })).toMatchObject({ status: 401 })
    expect(await visitor.refused(endpoints.listIClients)).toMatchObject({ status: 401 })
  })

  it('is answered with 201, its Location and no secret', async () => {
    const { clientSecret: _secret, ...body } = bodyOf()
    const answer = await api.call(endpoints.createIClient, { body: { ...body, clientSecret: secret } })
    const { id } = answer.body as { id: string }
    expect(answer.status).toBe(201)
    expect(answer.headers.get('location')).toBe(`/api/iclients/${id}`)
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^icl_[\w-]{20}$/),
      version: 1,
      ...body,
      clientSecretUpdatedAt: expect.stringMatching(/Z$/),
      authorizationUrl: null,
      tokenUrl: null,
      accessTokenTtlMs: null,
      refreshTokenTtlMs: null,
      usedBy: 0,
      sandbox: false,
      createdAt: expect.stringMatching(/Z$/),
      createdBy: expect.stringMatching(/^usr_/),
      updatedAt: expect.stringMatching(/Z$/),
    })
  })

  it('shows its secret in no answer, no log and no file', async () => {
    const { id, version } = await api.ok(endpoints.createIClient, { body: bodyOf() })
    const params = { id }
    const answers = [
      await api.call(endpoints.getIClient, { params }),
      await api.call(endpoints.listIClients),
      await api.call(endpoints.updateIClient, { params, body: { version, clientSecret: `${secret}-new` } }),
      await api.call(endpoints.createIClient, { body: bodyOf({ name: '' }) }),
    ]
    for (const { text } of answers) expect(text).not.toMatch(/write-only|sealed/)
    expect(patchbay.log.text()).not.toContain(secret)
    const files = await textsBelow(patchbay.dir)
    expect(files.size).toBeGreaterThan(3)
    for (const [name, text] of files) expect(text, name).not.toContain(secret)
  })

  it.each([
    ['no name', { name: '' }, 422, 'name'],
    ['an unknown application', { application: 'nope' }, 422, 'application'],
    ['no client ID', { clientId: ' ' }, 422, 'clientId'],
    ['a client ID with an umlaut', { clientId: 'ä' }, 422, 'clientId'],
    ['no client secret', { clientSecret: '' }, 422, 'clientSecret'],
    ['no member for it', { clientSecret: undefined }, 422, 'clientSecret'],
    ['null for it', { clientSecret: null }, 422, 'clientSecret'],
    ['a client secret with a line break', { clientSecret: 'a\nb' }, 422, 'clientSecret'],
    ['a client secret of 4,001 characters', { clientSecret: 'x'.repeat(4001) }, 422, 'clientSecret'],
    ['an unknown member', { tokenType: 'x' }, 400, 'tokenType'],
  ])('with %s is refused', async (_what, change, status, path) => {
    const { problem } = await api.refused(endpoints.createIClient, { body: bodyOf(change) })
    expect(problem).toMatchObject({ status, errors: [{ path }] })
    expect(problem.errors?.[0]?.message).not.toMatch(/Invalid input/)
  })

  it('with a name that is taken is refused, whatever the case', async () => {
    const body = bodyOf()
    await api.ok(endpoints.createIClient, { body })
    const again = { ...body, name: body.name.toUpperCase() }
    const { code, problem } = await api.refused(endpoints.createIClient, { body: again })
    expect(code).toBe('name_taken')
    expect(problem.errors).toMatchObject([{ path: 'name' }])
  })
})

describe('changing an iClient', () => {
  it('keeps the stored secret where none is given, and says when it was set', async () => {
    const created = await api.ok(endpoints.createIClient, { body: bodyOf() })
    const params = { id: created.id }
    const renamed = await api.ok(endpoints.updateIClient, { params, body: { version: 1, clientId: 'other' } })
    expect(renamed).toMatchObject({ version: 2, clientId: 'other' })
    expect(renamed.clientSecretUpdatedAt).toBe(created.clientSecretUpdatedAt)
  })

  it('without a version, or on top of a stale one, is refused', async () => {
    const { id } = await api.ok(endpoints.createIClient, { body: bodyOf() })
    const params = { id }
    const change = (body: object) => api.refused(endpoints.updateIClient, { params, body })
    expect((await change({ name: 'x' })).problem.errors).toMatchObject([{ path: 'version' }])
    await api.ok(endpoints.updateIClient, { params, body: { version: 1, clientId: 'a' } })
    expect(await change({ version: 1, clientId: 'b' })).toMatchObject({ status: 409, code: 'stale_version' })
    expect(await change({ version: 9, clientId: 'b' })).toMatchObject({ status: 409, code: 'stale_version' })
  })

  it('cannot change its application', async () => {
    const { id } = await api.ok(endpoints.createIClient, { body: bodyOf() })
    const body = { version: 1, application: 'lexbizz' }
    const { problem } = await api.refused(endpoints.updateIClient, { params: { id }, body })
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'application' }] })
  })
})

describe('deleting an iClient', () => {
  it('in use is refused with 409, which names its users', async () => {
    const { id } = await api.ok(endpoints.createIClient, { body: bodyOf() })
    const settings = { instanceUri: 'https://example.acumatica.com' }
    const users = []
    for (const name of ['User one', 'User two']) {
      const body = { name, application: 'acumatica', authType: 'oauth2', settings, iClientId: id }
      users.push(await api.ok(createConnection, { body }))
    }
    const { status, code, problem } = await api.refused(endpoints.deleteIClient, { params: { id } })
    expect({ status, code }).toEqual({ status: 409, code: 'in_use' })
    expect(problem.detail).toContain('User one, User two')
    expect(problem.errors).toEqual(
      users.map((user) => ({ path: `connections.${user.id}`, message: user.name })),
    )
    for (const user of users) await api.ok(deleteConnection, { params: { id: user.id } })
    await api.ok(endpoints.deleteIClient, { params: { id } })
    expect(await api.refused(endpoints.getIClient, { params: { id } })).toMatchObject({ status: 404 })
  })

  it('while a connection is made with it leaves no connection without one', async () => {
    const { id } = await api.ok(endpoints.createIClient, { body: bodyOf() })
    const settings = { instanceUri: 'https://example.acumatica.com' }
    const body = { name: 'In a race', application: 'acumatica', authType: 'oauth2', settings, iClientId: id }
    const [made, deleted] = await Promise.all([
      api.call(createConnection, { body }),
      api.call(endpoints.deleteIClient, { params: { id } }),
    ])
    expect([
      [201, 409],
      [422, 204],
    ]).toContainEqual([made.status, deleted.status])
  })
})
