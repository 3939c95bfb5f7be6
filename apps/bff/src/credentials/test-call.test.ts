import { getConnection, testConnection, updateConnection } from '@patchbay/contracts/connections'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAt, draftAt } from '../testing/connecting.ts'
import { json, type OddServer, page, startOddServer } from '../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  odd = await startOddServer()
  api = await patchbay.signedIn()
})
beforeEach(() => odd.reset())
afterAll(() => Promise.all([patchbay.stop(), odd.stop()]))

async function online(): Promise<{ id: string }> {
  const { connection } = await authorizeAt(api, await draftAt(api, odd))
  expect(connection).toMatchObject({ status: 'online', lastTest: { ok: true } })
  return { id: connection.id }
}

/** The result is kept beside the connection, whose status it never changes. */
async function expectKept(params: { id: string }, result: object): Promise<void> {
  const connection = await api.ok(getConnection, { params })
  expect(connection).toMatchObject({ status: 'online', lastTest: result })
}

describe('the test call', () => {
  it('asks the endpoint list without the token, then the contract and one record with it', async () => {
    const params = await online()
    odd.requests.length = 0
    const result = await api.ok(testConnection, { params })
    expect(result).toMatchObject({ ok: true, status: 200, detail: 'Acumatica answered as it should.' })
    expect(odd.requests.map(({ place, headers }) => [place, headers.authorization])).toEqual([
      ['endpoints', undefined],
      ['contract', 'Bearer odd-access-1'],
      ['record', 'Bearer odd-access-1'],
    ])
    await expectKept(params, result)
  })

  it.each([
    ['endpoints', json({}, 404), 404, /no Acumatica instance at this Instance URI. Check its path/],
    ['endpoints', page('<h1>Welcome</h1>', 200), 200, /is not Acumatica’s web service. Check its path/],
    ['endpoints', json({}, 500), 500, /answered 500 to its endpoint list/],
    [
      'endpoints',
      json({
        endpoints: [
          { name: 'default', version: '24.200.001' },
          { name: 'Default', version: '23.1' },
        ],
      }),
      200,
      /no version 25.200.001 of the endpoint Default. It has 24.200.001, 23.1/,
    ],
    [
      'endpoints',
      json({ endpoints: [{ name: 'eCommerce', version: '25.200.001' }] }),
      200,
      /no endpoint named Default. It has eCommerce/,
    ],
    ['contract', json({}, 403), 403, /Authorized, but the signed-in user is not allowed to read/],
    ['record', json({}, 403), 403, /Authorized, but the signed-in user is not allowed to read a record/],
    ['record', json({}, 418), 418, /answered 418 when asked to read a record/],
  ] as const)('tells what is wrong with %s', async (place, answer, status, detail) => {
    const params = await online()
    odd.answer(place, answer)
    const result = await api.ok(testConnection, { params })
    expect(result).toMatchObject({ ok: false, status })
    expect(result.detail).toMatch(detail)
    await expectKept(params, result)
  })

  it('that fails right after the sign-in leaves the connection online', async () => {
    odd.answer('contract', json({}, 403))
    const { authorization, connection } = await authorizeAt(api, await draftAt(api, odd))
    expect(authorization.status).toBe('succeeded')
    expect(connection).toMatchObject({ status: 'online', lastTest: { ok: false, status: 403 } })
  })

  it('that meets a redirect does not follow it with the token', async () => {
    const params = await online()
    odd.answer('contract', page('', 302, { Location: `${odd.origin}/entity` }))
    odd.requests.length = 0
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: false, status: 302 })
    expect(odd.at('endpoints')).toHaveLength(1)
  })

  it('of an application that is away says so', async () => {
    const away = await startOddServer()
    const { connection } = await authorizeAt(api, await draftAt(api, away))
    await away.stop()
    const params = { id: connection.id }
    const result = await api.ok(testConnection, { params })
    expect(result).toMatchObject({ ok: false, status: null })
    expect(result.detail).toMatch(/cannot be reached/)
    await expectKept(params, result)
  })

  it('of a draft is refused', async () => {
    const { id } = await draftAt(api, odd)
    const refusal = await api.refused(testConnection, { params: { id } })
    expect(refusal).toMatchObject({ status: 409, code: 'not_authorized_yet' })
    expect(refusal.problem.detail).toMatch(/never authorized/)
  })

  it('asks the version that the connection has now', async () => {
    const params = await online()
    const { version } = await api.ok(getConnection, { params })
    const body = { version, settings: { endpointVersion: '24.200.001' } }
    await api.ok(updateConnection, { params, body })
    const result = await api.ok(testConnection, { params })
    expect(result.detail).toMatch(/no version 24.200.001 of the endpoint Default. It has 25.200.001/)
  })
})
