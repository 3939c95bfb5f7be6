import { createConnection, getConnection, updateConnection } from '@patchbay/contracts/connections'
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

const minimal = () => ({
  name: newName(),
  application: 'acumatica',
  authType: 'oauth2',
  settings: { instanceUri: 'https://example.acumatica.com' },
})

describe('a connection', () => {
  it('requires sign-in', async () => {
    const visitor = patchbay.visitor()
    expect(await visitor.refused(createConnection, { body: minimal() })).toMatchObject({ status: 401 })
    expect(await visitor.refused(getConnection, { params: { id: 'conn_x' } })).toMatchObject({ status: 401 })
  })

  it('is answered with 201, its Location and all defaults', async () => {
    const body = minimal()
    const { status, headers, body: created } = await api.call(createConnection, { body })
    expect(status).toBe(201)
    const { id } = created as { id: string }
    expect(headers.get('location')).toBe(`/api/connections/${id}`)
    expect(created).toEqual({
      id: expect.stringMatching(/^conn_[\w-]{20}$/),
      version: 1,
      ...body,
      settings: {
        mode: 'cloud',
        instanceUri: 'https://example.acumatica.com',
        endpointName: 'Default',
        endpointVersion: '25.200.001',
      },
      scopes: [],
      iClientId: null,
      storedSecrets: [],
      advanced: { concurrencyLevel: 5, borrowConcurrencyFrom: null },
      agent: null,
      status: 'draft',
      statusReason: null,
      token: null,
      lastTest: null,
      lastUsedAt: null,
      sandbox: false,
      createdAt: expect.stringMatching(/Z$/),
      createdBy: expect.stringMatching(/^usr_/),
      updatedAt: expect.stringMatching(/Z$/),
    })
    expect(await api.ok(getConnection, { params: { id } })).toEqual(created)
  })

  it('is still there after a restart', async () => {
    const created = await draftAt(api, odd)
    await patchbay.restart()
    expect(await api.ok(getConnection, { params: { id: created.id } })).toEqual(created)
  })

  it('takes each scope once', async () => {
    const body = { ...minimal(), scopes: ['api', 'openid', 'api'] }
    expect((await api.ok(createConnection, { body })).scopes).toEqual(['api', 'openid'])
  })

  it.each([
    ['emoji', '🧾 Accounts 👩🏽‍💻'],
    ['right-to-left text', 'إكسل للمبيعات'],
    ['200 characters', '名'.repeat(200)],
    ['markup', '<script>alert(1)</script>'],
    ['quotes and backslashes', '"\\"/..\\..'],
  ])('may have a name of %s', async (_what, name) => {
    const created = await api.ok(createConnection, { body: { ...minimal(), name } })
    expect(created.name).toBe(name)
    expect((await api.ok(getConnection, { params: { id: created.id } })).name).toBe(name)
  })

  it('loses the spaces around its name, and keeps one spelling of it', async () => {
    const body = { ...minimal(), name: '  Zoe\u0308  ' }
    expect((await api.ok(createConnection, { body })).name).toBe('Zoë')
  })
})

describe('a name that is taken', () => {
  it.each([
    ['the same', 'Lexbizz ﬁscal'],
    ['in other case', 'LEXBIZZ ﬁSCAL'],
    ['in a compatible spelling (NFKC)', 'lexbizz fiscal'],
    ['with spaces around', '  Lexbizz ﬁscal '],
  ])('(%s) is refused with 409, which names it', async (_what, name) => {
    const first = await api.call(createConnection, { body: { ...minimal(), name: 'Lexbizz ﬁscal' } })
    expect([201, 409]).toContain(first.status)
    const { status, code, problem } = await api.refused(createConnection, { body: { ...minimal(), name } })
    expect({ status, code }).toEqual({ status: 409, code: 'name_taken' })
    expect(problem.errors).toEqual([{ path: 'name', message: 'This name is taken. Choose another one.' }])
  })

  it('is refused when renaming too, and its own name is not', async () => {
    const [one, two] = [await draftAt(api, odd), await draftAt(api, odd)]
    const params = { id: two.id }
    const taken = { version: two.version, name: one.name.toUpperCase() }
    expect(await api.refused(updateConnection, { params, body: taken })).toMatchObject({ code: 'name_taken' })
    const own = { version: two.version, name: two.name.toUpperCase() }
    expect((await api.ok(updateConnection, { params, body: own })).name).toBe(two.name.toUpperCase())
  })

  it('is given to one of many who ask at once', async () => {
    const name = newName()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.call(createConnection, { body: { ...minimal(), name } })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9)
  })
})
