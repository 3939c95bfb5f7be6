import { createConnection, getConnection, updateConnection } from '@patchbay/contracts/connections'
import { deleteConnection } from '@patchbay/contracts/connections'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftAt, newName } from '../../testing/connecting.ts'
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

describe('changing a connection', () => {
  it('requires sign-in', async () => {
    const input = { params: { id: 'conn_x' }, body: { version: 1 } }
    expect(await patchbay.visitor().refused(updateConnection, input)).toMatchObject({ status: 401 })
  })

  it('changes what is given and leaves the rest', async () => {
    const { updatedAt: _before, ...draft } = await draftAt(api, odd)
    const body = { version: 1, advanced: { concurrencyLevel: 25 }, settings: { endpointName: 'eCommerce' } }
    const changed = await api.ok(updateConnection, { params: { id: draft.id }, body })
    expect(changed).toMatchObject({
      ...draft,
      version: 2,
      settings: { ...draft.settings, endpointName: 'eCommerce' },
      advanced: { concurrencyLevel: 25, borrowConcurrencyFrom: null },
    })
  })

  it('without a version is refused', async () => {
    const { id } = await draftAt(api, odd)
    const refusal = await api.refused(updateConnection, { params: { id }, body: { name: newName() } })
    expect(refusal).toMatchObject({ status: 422 })
    expect(refusal.problem.errors).toEqual([{ path: 'version', message: 'Pass the version that you read.' }])
  })

  it('on top of a stale version is refused with 409, and changes nothing', async () => {
    const { id } = await draftAt(api, odd)
    const params = { id }
    const changed = await api.ok(updateConnection, { params, body: { version: 1, name: newName() } })
    const late = await api.refused(updateConnection, { params, body: { version: 1, name: newName() } })
    expect(late).toMatchObject({ status: 409, code: 'stale_version' })
    expect(late.problem.detail).toMatch(/Load it again and repeat your change/)
    expect(await api.ok(getConnection, { params })).toEqual(changed)
  })

  it('at the same time is taken once', async () => {
    const { id } = await draftAt(api, odd)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, number) =>
        api.call(updateConnection, {
          params: { id },
          body: { version: 1, advanced: { concurrencyLevel: number + 1 } },
        }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9)
  })

  it.each([
    ['application', { application: 'lexbizz' }, 422, /cannot be changed. Create another connection/],
    ['status', { status: 'online' }, 400, /Leave it out/],
    ['token', { token: null }, 400, /Leave it out/],
    ['credentials', { credentials: { sealed: 'x' } }, 400, /Leave it out/],
  ])('cannot change its %s', async (path, change, status, message) => {
    const { id } = await draftAt(api, odd)
    const body = { version: 1, ...change }
    const { problem } = await api.refused(updateConnection, { params: { id }, body })
    expect(problem).toMatchObject({ status, errors: [{ path, message: expect.stringMatching(message) }] })
  })

  it('checks it as a new one is checked', async () => {
    const { id } = await draftAt(api, odd)
    const body = { version: 1, scopes: ['api:concurrent_access'], settings: { instanceUri: 'nope' } }
    const { problem } = await api.refused(updateConnection, { params: { id }, body })
    expect(problem.errors?.map(({ path }) => path)).toEqual(['settings.instanceUri', 'scopes'])
  })

  it('that does not exist answers 404', async () => {
    const input = { params: { id: 'conn_nope' }, body: { version: 1 } }
    expect(await api.refused(updateConnection, input)).toMatchObject({ status: 404 })
  })
})

describe('deleting a connection', () => {
  it('requires sign-in', async () => {
    const input = { params: { id: 'conn_x' } }
    expect(await patchbay.visitor().refused(deleteConnection, input)).toMatchObject({ status: 401 })
  })

  it('removes it, and its name is free again', async () => {
    const { id, name } = await draftAt(api, odd)
    await api.ok(deleteConnection, { params: { id } })
    expect(await api.refused(getConnection, { params: { id } })).toMatchObject({ status: 404 })
    expect(await api.refused(deleteConnection, { params: { id } })).toMatchObject({ status: 404 })
    const settings = { instanceUri: odd.origin }
    await api.ok(createConnection, { body: { name, application: 'acumatica', authType: 'oauth2', settings } })
  })
})
