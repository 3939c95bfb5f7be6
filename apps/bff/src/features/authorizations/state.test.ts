import { getConnection } from '@patchbay/contracts/connections'
import { getAuthorization } from '@patchbay/contracts/authorizations'
import { signOut } from '@patchbay/contracts/session'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { arrive, begin, callbackOf, draftAt, type Started } from '../../testing/connecting.ts'
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

/** Nothing was sent to the application, the authorization still waits, and the connection is as it was. */
async function expectUntouched(started: Started): Promise<void> {
  expect(odd.at('token')).toEqual([])
  const id = started.authorizationId
  const authorization = await api.ok(getAuthorization, { params: { id } })
  expect(authorization.status).toBe('pending')
  const connection = await api.ok(getConnection, { params: { id: authorization.connectionId } })
  expect(connection).toMatchObject({ status: 'draft', version: 1 })
}

describe('the callback', () => {
  it('requires sign-in, and does not use the state up', async () => {
    odd.reset()
    const started = await begin(api, await draftAt(api, odd))
    const { status, text } = await arrive(patchbay.visitor(), callbackOf(started))
    expect(status).toBe(401)
    expect(text).toContain('You are not signed in to Patchbay in this browser any more')
    await expectUntouched(started)
    expect((await arrive(api, callbackOf(started))).status).toBe(200)
  })

  it.each([
    ['without a state', (callback: URL) => callback.searchParams.delete('state'), 'sent no state'],
    ['with an empty state', (callback: URL) => callback.searchParams.set('state', ''), 'sent no state'],
    [
      'with two states',
      (callback: URL) => callback.searchParams.append('state', callback.searchParams.get('state') ?? ''),
      'sent no state',
    ],
    [
      'with a wrong state',
      (callback: URL) => callback.searchParams.set('state', 'x'.repeat(43)),
      'not known',
    ],
    [
      'with a state of an odd form',
      (callback: URL) => callback.searchParams.set('state', '../../users/x'),
      'not known',
    ],
  ])('%s is refused', async (_what, tamper, message) => {
    odd.reset()
    const started = await begin(api, await draftAt(api, odd))
    const callback = callbackOf(started)
    tamper(callback)
    const { status, text } = await arrive(api, callback)
    expect(status).toBe(400)
    expect(text).toContain(message)
    await expectUntouched(started)
  })

  it('from another session is refused, and does not use the state up', async () => {
    odd.reset()
    const started = await begin(api, await draftAt(api, odd))
    const { status, text } = await arrive(await patchbay.signedIn(), callbackOf(started))
    expect(status).toBe(403)
    expect(text).toContain('begun in another session')
    await expectUntouched(started)
    expect((await arrive(api, callbackOf(started))).status).toBe(200)
  })

  it('after signing out is refused', async () => {
    odd.reset()
    const other = await patchbay.signedIn()
    const started = await begin(other, await draftAt(api, odd))
    const { cookie } = other
    await other.ok(signOut)
    other.cookie = cookie
    expect((await arrive(other, callbackOf(started))).status).toBe(401)
    await expectUntouched(started)
  })

  it('serves once: replayed it changes nothing', async () => {
    odd.reset()
    const draft = await draftAt(api, odd)
    const callback = callbackOf(await begin(api, draft))
    expect((await arrive(api, callback)).status).toBe(200)
    const before = await api.ok(getConnection, { params: { id: draft.id } })
    const { status, text } = await arrive(api, callback)
    expect(status).toBe(400)
    expect(text).toContain('it was used already')
    expect(odd.at('token')).toHaveLength(1)
    expect(await api.ok(getConnection, { params: { id: draft.id } })).toEqual(before)
  })

  it('twice at the same time is taken once', async () => {
    odd.reset()
    const callback = callbackOf(await begin(api, await draftAt(api, odd)))
    const answers = await Promise.all(Array.from({ length: 8 }, () => arrive(api, callback)))
    const refused = answers.filter(({ status }) => status === 400)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(refused).toHaveLength(7)
    expect(odd.at('token')).toHaveLength(1)
  })
})
