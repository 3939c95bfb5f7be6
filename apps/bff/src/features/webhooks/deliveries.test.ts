import { revokeConnection } from '@patchbay/contracts/connections'
import { listEvents } from '@patchbay/contracts/events'
import * as endpoints from '@patchbay/contracts/webhooks'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAt, draftAt, newName } from '../../testing/connecting.ts'
import { eventually } from '../../testing/eventually.ts'
import { type OddServer, startOddServer } from '../../testing/odd-server.ts'
import { type Receiver, startReceiver, verified } from '../../testing/receiver.ts'
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

const cleanups: (() => Promise<unknown>)[] = []
afterEach(() => Promise.all(cleanups.splice(0).map((cleanup) => cleanup())))

async function receiverWith(members: object = {}) {
  const receiver: Receiver = await startReceiver()
  const body = { name: newName(), url: receiver.url, ...members }
  const webhook = await api.ok(endpoints.createWebhook, { body })
  const params = { id: webhook.id }
  cleanups.push(() => api.call(endpoints.deleteWebhook, { params }).then(() => receiver.stop()))
  return { receiver, webhook, params }
}

const deliveriesOf = async (params: { id: string }) =>
  (await api.ok(endpoints.listDeliveries, { params })).items

async function online() {
  const { connection } = await authorizeAt(api, await draftAt(api, odd))
  return connection
}
const revoke = ({ id }: { id: string }) => api.ok(revokeConnection, { params: { id } })

describe('a webhook', () => {
  it('is told when a connection goes offline and when it comes back, signed', async () => {
    const { receiver, webhook, params } = await receiverWith()
    const connection = await online()
    await revoke(connection)
    await eventually(() => expect(receiver.received).toHaveLength(1))
    await authorizeAt(api, connection)
    await eventually(() => expect(receiver.received).toHaveLength(2))
    const [offline, back] = receiver.received.map((each) => verified(webhook.secret, each))
    const { id, name, application } = connection
    expect(offline).toEqual({
      type: 'connection.offline',
      timestamp: expect.stringMatching(/^\d{4}-.+Z$/),
      data: { id, name, application, status: 'offline', statusReason: expect.stringMatching(/was revoked/) },
    })
    expect(back).toMatchObject({
      type: 'connection.online',
      data: { id, status: 'online', statusReason: null },
    })
    await eventually(async () => {
      expect(await deliveriesOf(params)).toMatchObject([
        {
          eventType: 'connection.online',
          status: 'delivered',
          attempts: 1,
          statusCode: 204,
          connectionId: id,
        },
        { eventType: 'connection.offline', status: 'delivered', reason: null, nextAttemptAt: null },
      ])
    })
    const [latest] = await deliveriesOf(params)
    expect(latest?.id).toBe(receiver.received[1]?.headers['webhook-id'])
    expect(latest?.durationMs).toBeGreaterThanOrEqual(0)
  })

  it('hears of what it wants alone', async () => {
    const [first, second] = [await online(), await online()]
    const chosen = await receiverWith({ connectionIds: [first.id] })
    const back = await receiverWith({ eventTypes: ['connection.online'] })
    const off = await receiverWith({ enabled: false })
    await revoke(second)
    await revoke(first)
    await authorizeAt(api, second)
    await eventually(() => expect(back.receiver.received).toHaveLength(1))
    await eventually(() => expect(chosen.receiver.received).toHaveLength(1))
    expect(verified(chosen.webhook.secret, chosen.receiver.received[0]!)).toMatchObject({
      data: { id: first.id },
    })
    expect(verified(back.webhook.secret, back.receiver.received[0]!)).toMatchObject({
      data: { id: second.id },
    })
    expect(await deliveriesOf(off.params)).toEqual([])
  })

  it('is tried again after five seconds, with the same id and a new time, until it takes the message', async () => {
    const { receiver, webhook, params } = await receiverWith()
    receiver.answer(() => ({ status: receiver.received.length === 1 ? 500 : 200 }))
    await revoke(await online())
    await eventually(async () => {
      const [delivery] = await deliveriesOf(params)
      expect(delivery).toMatchObject({ status: 'pending', attempts: 1, statusCode: 500 })
      expect(delivery?.reason).toMatch(/status 500/)
      const pause = Date.parse(delivery?.nextAttemptAt ?? '') - Date.parse(delivery?.lastAttemptAt ?? '')
      expect(pause).toBeGreaterThanOrEqual(5_000)
    })
    await vi.waitFor(() => expect(receiver.received).toHaveLength(2), { timeout: 15_000 })
    const [first, second] = receiver.received
    expect(second?.body).toBe(first?.body)
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(Number(second?.headers['webhook-timestamp'])).toBeGreaterThan(
      Number(first?.headers['webhook-timestamp']),
    )
    expect(verified(webhook.secret, second!)).toMatchObject({ type: 'connection.offline' })
    await eventually(async () =>
      expect(await deliveriesOf(params)).toMatchObject([
        { status: 'delivered', attempts: 2, statusCode: 200 },
      ]),
    )
  }, 30_000)

  it('waits as long as the receiver asks', async () => {
    const { receiver, params } = await receiverWith()
    receiver.answer(() => ({ status: 503, headers: { 'retry-after': '3600' } }))
    await revoke(await online())
    await eventually(async () => {
      const [delivery] = await deliveriesOf(params)
      expect(Date.parse(delivery?.nextAttemptAt ?? '')).toBeGreaterThan(Date.now() + 3_500_000)
    })
  })

  it('is sent to again at once when an admin asks for it', async () => {
    const { receiver, params } = await receiverWith()
    receiver.answer(() => ({ status: 302, headers: { location: 'https://elsewhere.example/' } }))
    await revoke(await online())
    await eventually(async () => {
      expect(await deliveriesOf(params)).toMatchObject([{ reason: expect.stringMatching(/redirect 302/) }])
    })
    receiver.answer(() => ({ status: 200 }))
    const [delivery] = await deliveriesOf(params)
    const retried = { ...params, deliveryId: delivery?.id ?? '' }
    expect(await api.ok(endpoints.retryDelivery, { params: retried })).toMatchObject({ status: 'pending' })
    await eventually(async () =>
      expect(await deliveriesOf(params)).toMatchObject([{ status: 'delivered', attempts: 2 }]),
    )
    const other = await receiverWith()
    const foreign = { ...other.params, deliveryId: delivery?.id ?? '' }
    expect(await api.refused(endpoints.retryDelivery, { params: foreign })).toMatchObject({
      code: 'not_found',
    })
  })

  it('that answers 410 is switched off, and says so, until an admin switches it on', async () => {
    const { receiver, webhook, params } = await receiverWith()
    receiver.answer(() => ({ status: 410 }))
    await revoke(await online())
    await eventually(async () => {
      const now = await api.ok(endpoints.getWebhook, { params })
      expect(now).toMatchObject({ enabled: false, disabledReason: expect.stringMatching(/410 Gone/) })
    })
    await eventually(async () =>
      expect(await deliveriesOf(params)).toMatchObject([{ status: 'failed', nextAttemptAt: null }]),
    )
    const { items } = await api.ok(listEvents, { query: { limit: 10 } })
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'webhook.switched_off', target: expect.objectContaining(params) }),
    )
    const { version } = await api.ok(endpoints.getWebhook, { params })
    const body = { version, enabled: true }
    const on = await api.ok(endpoints.updateWebhook, { params, body })
    expect(on).toMatchObject({ enabled: true, disabledReason: null, name: webhook.name })
  })

  it('is signed by the old secret too for a day after a rotation', async () => {
    const { receiver, webhook, params } = await receiverWith()
    const { secret } = await api.ok(endpoints.rotateWebhookSecret, { params })
    await api.ok(endpoints.testWebhook, { params })
    const [received] = receiver.received
    expect(received?.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/)
    for (const each of [webhook.secret, secret])
      expect(verified(each, received!)).toMatchObject({ type: 'webhook.test' })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 3_600_000 })
    // By then the session has ended too.
    const later = await patchbay.signedIn()
    await later.ok(endpoints.testWebhook, { params })
    const last = receiver.received.at(-1)!
    expect(verified(secret, last)).toMatchObject({ type: 'webhook.test' })
    expect(() => verified(webhook.secret, last)).toThrow(/signature/i)
    vi.useRealTimers()
  })

  it('can be tested: the outcome is answered, and nothing is sent twice', async () => {
    const { receiver, webhook, params } = await receiverWith()
    const ok = await api.ok(endpoints.testWebhook, { params })
    expect(ok).toMatchObject({ ok: true, statusCode: 204, detail: 'It answered with status 204.' })
    const { type, data } = verified(webhook.secret, receiver.received[0]!)
    expect({ type, data }).toEqual({
      type: 'webhook.test',
      data: { webhook: { id: webhook.id, name: webhook.name } },
    })
    await receiver.stop()
    const failed = await api.ok(endpoints.testWebhook, { params })
    expect(failed).toMatchObject({
      ok: false,
      statusCode: null,
      detail: expect.stringMatching(/could not be reached/),
    })
    expect(await deliveriesOf(params)).toMatchObject([
      { eventType: 'webhook.test', status: 'failed', connectionId: null, nextAttemptAt: null },
      { eventType: 'webhook.test', status: 'delivered' },
    ])
  })

  it('that is slow gets three messages at once, and holds up no other', async () => {
    const [slow, quick] = [await receiverWith(), await receiverWith()]
    const released = Promise.withResolvers<void>()
    slow.receiver.answer(() => released.promise.then(() => ({ status: 200 })))
    const connections = await Promise.all(Array.from({ length: 7 }, () => online()))
    await Promise.all(connections.map((each) => revoke(each)))
    await eventually(() => expect(quick.receiver.received).toHaveLength(7))
    await eventually(() => expect(slow.receiver.received).toHaveLength(3))
    released.resolve()
    await eventually(() => expect(slow.receiver.received).toHaveLength(7))
    expect(slow.receiver.most()).toBe(3)
    expect(new Set(slow.receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(7)
  })
})
