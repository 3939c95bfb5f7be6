import { deleteConnection, getConnection } from '@patchbay/contracts/connections'
import { listConnectionEvents } from '@patchbay/contracts/events'
import { withdrawSignInLink } from '@patchbay/contracts/sign-in-links'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import {
  arrive,
  authorizeAt,
  begin,
  callbackOf,
  draftAt,
  draftAtSandbox,
  walkSandbox,
} from '../../testing/connecting.ts'
import { LinkVisitor, newLink } from '../../testing/link-visitor.ts'
import { json, type OddServer, startOddServer } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  odd = await startOddServer()
  api = await patchbay.signedIn()
})
beforeEach(() => odd.reset())
afterEach(() => void vi.useRealTimers())
afterAll(() => Promise.all([patchbay.stop(), odd.stop()]))

const visitor = () => new LinkVisitor(patchbay.target, patchbay.url)
const statusOf = async (id: string) => (await api.ok(getConnection, { params: { id } })).status

describe('a sign-in by a link', () => {
  it('brings the connection online, uses the link up, and is in the audit log from end to end', async () => {
    const draft = await draftAtSandbox(api)
    const url = await newLink(api, draft)
    const person = visitor()
    const { status, text } = await person.arrive(await walkSandbox(await person.begin(url)))
    expect(status).toBe(200)
    expect(text).toContain('<h1>Done, you can close this page</h1>')
    expect(text).toContain(draft.name)
    expect(text).not.toMatch(/<script|conn_|authz_|BroadcastChannel/)
    expect(await statusOf(draft.id)).toBe('online')
    const again = await visitor().open(url)
    expect(again.status).toBe(410)
    expect(again.text).toContain('This link has been used')

    const { items } = await api.ok(listConnectionEvents, { params: { id: draft.id } })
    const lines = items.slice(0, 3).map(({ action, result, actor }) => [action, result, actor?.slice(0, 5)])
    expect(lines).toEqual([
      ['connection.authorized', 'success', 'link_'],
      ['sign_in_link.used', 'success', 'link_'],
      ['sign_in_link.created', 'success', expect.stringMatching(/^usr_/)],
    ])
    expect(items[1]?.address).toMatch(/127\.0\.0\.1$/)
  })

  it('gives no look into the console', async () => {
    const url = await newLink(api, await draftAtSandbox(api))
    const person = visitor()
    await person.arrive(await walkSandbox(await person.begin(url)))
    expect((await person.send('GET', '/api/session')).status).toBe(401)
    expect((await person.send('GET', '/api/connections')).status).toBe(401)
  })

  it('is taken from no other browser, not even an admin’s, and is not used up by one', async () => {
    const draft = await draftAt(api, odd)
    const person = visitor()
    const callback = callbackOf(await person.begin(await newLink(api, draft)))
    const other = visitor()
    await other.begin(await newLink(api, await draftAt(api, odd)))
    for (const thief of [visitor(), other]) {
      const { status, text } = await thief.arrive(callback)
      expect(status).toBe(403)
      expect(text).toContain('begun in another browser')
    }
    expect((await arrive(api, callback)).status).toBe(403)
    expect(odd.at('token')).toEqual([])
    expect(await statusOf(draft.id)).toBe('draft')
    expect((await person.arrive(callback)).status).toBe(200)
  })

  it('does not let a browser with the link’s cookie bring an admin’s callback', async () => {
    const draft = await draftAt(api, odd)
    const person = visitor()
    await person.begin(await newLink(api, draft))
    const started = await begin(api, draft)
    expect((await person.arrive(callbackOf(started))).status).toBe(401)
    expect(odd.at('token')).toEqual([])
    expect((await arrive(api, callbackOf(started))).status).toBe(200)
  })

  it('that was denied, or failed, can be tried again by the same link', async () => {
    const draft = await draftAtSandbox(api)
    const url = await newLink(api, draft)
    const person = visitor()
    const denied = await person.arrive(await walkSandbox(await person.begin(url), 'deny'))
    expect(denied.status).toBe(400)
    expect(denied.text).toContain('Acumatica was told not to allow the access')
    expect(denied.text).not.toMatch(/access_denied|OAuth/)
    expect(denied.text).toContain(`action="${new URL(url).pathname}"`)
    expect(await statusOf(draft.id)).toBe('draft')
    expect((await person.open(url)).status).toBe(200)
    const { status } = await person.arrive(await walkSandbox(await person.begin(url)))
    expect(status).toBe(200)
    const { items } = await api.ok(listConnectionEvents, { params: { id: draft.id } })
    expect(items.map(({ action, code }) => `${action} ${code}`).slice(0, 4)).toEqual([
      'connection.authorized null',
      'sign_in_link.used null',
      'connection.authorized access_denied',
      'sign_in_link.used null',
    ])
  })

  it.each([
    ['invalid_client', 'does not accept the connection as it is set up'],
    ['invalid_grant', 'The sign-in did not work'],
    ['server_error', 'cannot go on at the moment'],
  ])('that ends with %s says so in plain words', async (error, words) => {
    odd.answer('token', json({ error, error_description: 'Only for engineers' }, 400))
    const person = visitor()
    const started = await person.begin(await newLink(api, await draftAt(api, odd)))
    const { status, text } = await person.arrive(callbackOf(started))
    expect(status).toBe(400)
    expect(text).toContain(words)
    expect(text).not.toContain('Only for engineers')
    expect(text).not.toContain(error)
    expect(text).toContain('Try again')
  })

  it('is refused where the link was withdrawn while somebody signed in', async () => {
    const draft = await draftAt(api, odd)
    const person = visitor()
    const callback = callbackOf(await person.begin(await newLink(api, draft)))
    await api.ok(withdrawSignInLink, { params: { id: draft.id } })
    const { status, text } = await person.arrive(callback)
    expect(status).toBe(400)
    expect(text).toContain('The sign-in link was withdrawn while you were signing in')
    expect(odd.at('token')).toEqual([])
    expect(await statusOf(draft.id)).toBe('draft')
  })

  it('is refused where the link is withdrawn while the code is exchanged', async () => {
    const draft = await draftAt(api, odd)
    const person = visitor()
    const callback = callbackOf(await person.begin(await newLink(api, draft)))
    odd.answer('token', async (request, response) => {
      await api.ok(withdrawSignInLink, { params: { id: draft.id } })
      json({ access_token: 'too-late', token_type: 'Bearer', expires_in: 3600 })(request, response)
    })
    expect((await person.arrive(callback)).text).toContain('was withdrawn')
    expect(await statusOf(draft.id)).toBe('draft')
  })

  it('is refused where an admin has signed in meanwhile', async () => {
    const draft = await draftAt(api, odd)
    const person = visitor()
    const callback = callbackOf(await person.begin(await newLink(api, draft)))
    const { connection } = await authorizeAt(api, draft)
    expect((await person.arrive(callback)).text).toContain('Somebody else has signed in meanwhile')
    expect(await api.ok(getConnection, { params: { id: draft.id } })).toEqual(connection)
  })

  it('is refused after ten minutes, and where the connection is gone', async () => {
    const draft = await draftAt(api, odd)
    const url = await newLink(api, draft)
    const person = visitor()
    const late = callbackOf(await person.begin(url))
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 + 1000 })
    const expired = await person.arrive(late)
    expect(expired.status).toBe(410)
    expect(expired.text).toContain('longer than 10 minutes')
    const callback = callbackOf(await person.begin(url))
    await api.ok(deleteConnection, { params: { id: draft.id } })
    expect((await person.arrive(callback)).text).toContain('Not connected')
    expect(odd.at('token')).toEqual([])
  })

  it('begun twice in one browser goes on in either window, and once', async () => {
    const draft = await draftAt(api, odd)
    const url = await newLink(api, draft)
    const person = visitor()
    const callbacks = [callbackOf(await person.begin(url)), callbackOf(await person.begin(url))]
    const answers = await Promise.all(callbacks.map((callback) => person.arrive(callback)))
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '400'])
    expect(await statusOf(draft.id)).toBe('online')
    const reloaded = await person.arrive(callbacks[0] ?? new URL(url))
    expect(reloaded.status).toBe(400)
    expect(reloaded.text).toContain('Open the sign-in link again')
  })

  it('begun in two browsers is taken from one of them', async () => {
    const draft = await draftAt(api, odd)
    const url = await newLink(api, draft)
    const people = [visitor(), visitor()]
    const callbacks = await Promise.all(people.map(async (each) => callbackOf(await each.begin(url))))
    const answers = await Promise.all(people.map((each, at) => each.arrive(callbacks[at] ?? new URL(url))))
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '400'])
    expect(odd.at('token').length).toBeGreaterThan(0)
    expect(await statusOf(draft.id)).toBe('online')
  })

  it('says nothing technical where the test call fails', async () => {
    odd.answer('contract', json({}, 403))
    odd.answer('endpoints', json({}, 403))
    odd.answer('record', json({}, 403))
    const draft = await draftAt(api, odd)
    const person = visitor()
    const { text } = await person.arrive(callbackOf(await person.begin(await newLink(api, draft))))
    expect(text).toContain('Done, you can close this page')
    expect(text).toContain('could not read everything yet')
    expect(text).not.toContain('403')
    expect(await statusOf(draft.id)).toBe('online')
  })

  it('goes on after a restart', async () => {
    const draft = await draftAt(api, odd)
    const person = visitor()
    const callback = callbackOf(await person.begin(await newLink(api, draft)))
    await patchbay.restart()
    expect((await person.arrive(callback)).status).toBe(200)
    api = await patchbay.signedIn()
    expect(await statusOf(draft.id)).toBe('online')
  })
})
