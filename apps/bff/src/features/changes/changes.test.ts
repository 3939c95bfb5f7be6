import { createApiKey } from '@patchbay/contracts/api-keys'
import { watchChanges } from '@patchbay/contracts/changes'
import { deleteConnection, revokeConnection } from '@patchbay/contracts/connections'
import { signIn, signOut } from '@patchbay/contracts/session'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { authorizeAt, draftAt, newName } from '../../testing/connecting.ts'
import { type EventStream, openEventStream } from '../../testing/event-stream.ts'
import { eventually } from '../../testing/eventually.ts'
import { type OddServer, startOddServer } from '../../testing/odd-server.ts'
import { spawnPatchbay } from '../../testing/spawned-patchbay.ts'
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

const open: EventStream[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.leave()
})

async function watching(client = api): Promise<EventStream> {
  const stream = await openEventStream(client)
  open.push(stream)
  return stream
}

const accept = { accept: 'text/event-stream' }

describe('the stream of changes', () => {
  it('requires sign-in, and is for sessions alone', async () => {
    expect(await patchbay.visitor().refused(watchChanges, { headers: accept })).toMatchObject({ status: 401 })
    const { key } = await api.ok(createApiKey, { body: { name: newName(), permissions: ['read'] } })
    const headers = { ...accept, authorization: `Bearer ${key}` }
    expect(await patchbay.visitor().refused(watchChanges, { headers })).toMatchObject({
      status: 403,
      code: 'not_permitted',
    })
  })

  it('is given to who asks for one', async () => {
    const { problem } = await api.refused(watchChanges)
    expect(problem.errors).toMatchObject([
      { path: 'Accept', message: expect.stringContaining('event-stream') },
    ])
  })

  it('is kept by no cache and held back by no proxy', async () => {
    const { status, headers, text } = await watching()
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-accel-buffering')).toBe('no')
    await eventually(() => expect(text()).toBe('retry: 2000\n\n'))
  })

  it('tells each reader what changed, and no more of it than that', async () => {
    const streams = [await watching(), await watching(await patchbay.signedIn())]
    const { connection } = await authorizeAt(api, await draftAt(api, odd))
    const params = { id: connection.id }
    for (const { statusesOf } of streams)
      await eventually(() => expect(statusesOf(params.id).at(-1)).toBe('online'))
    await api.ok(revokeConnection, { params })
    for (const { statusesOf } of streams)
      await eventually(() => expect(statusesOf(params.id).at(-1)).toBe('offline'))
    await api.ok(deleteConnection, { params })
    for (const { statusesOf, text } of streams) {
      await eventually(() => expect(statusesOf(params.id).at(-1)).toBe('deleted'))
      expect(text()).not.toMatch(/odd-|sealed|Acumatica/)
    }
  })

  it('ends when its session is ended elsewhere, and no other does', async () => {
    const client = await patchbay.signedIn()
    const [ending, staying] = [await watching(client), await watching()]
    const elsewhere = new ApiClient(client.target, client.origin)
    elsewhere.cookie = client.cookie
    await elsewhere.ok(signOut)
    await ending.ended
    const { id } = await draftAt(api, odd)
    await eventually(() => expect(staying.statusesOf(id)).toEqual(['draft']))
    expect((await openEventStream(client)).status).toBe(401)
  })

  it('is one of eight for a session: the ninth ends the first', async () => {
    const client = await patchbay.signedIn()
    const first = await watching(client)
    for (let number = 2; number <= 9; number += 1) await watching(client)
    await first.ended
    const { id } = await draftAt(api, odd)
    for (const each of open.slice(1)) await eventually(() => expect(each.statusesOf(id)).toEqual(['draft']))
  })

  it('does not hold up the end of Patchbay', async () => {
    const spawned = await spawnPatchbay({ PATCHBAY_ADMIN_PASSWORD: adminPassword })
    const url = await spawned.ready
    const browser = new ApiClient(`http://127.0.0.1:${new URL(url).port}`, url)
    await browser.ok(signIn, { body: { password: adminPassword } })
    const stream = await watching(browser)
    const askedAt = performance.now()
    spawned.kill('SIGTERM')
    await stream.ended
    expect(await spawned.exited).toEqual({ code: 0, signal: null })
    expect(performance.now() - askedAt).toBeLessThan(1_500)
    await spawned.cleanup()
  })
})
