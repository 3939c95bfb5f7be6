import { listEvents } from '@patchbay/contracts/events'
import * as endpoints from '@patchbay/contracts/webhooks'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { newName } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const url = 'https://receiver.example/hooks?token=part-of-it'
const create = (members: object = {}) =>
  api.ok(endpoints.createWebhook, { body: { name: newName(), url, ...members } })

describe('webhooks', () => {
  it('require sign-in', async () => {
    expect(await patchbay.visitor().refused(endpoints.listWebhooks)).toMatchObject({ status: 401 })
  })

  it('show their secret when they are made and when it is rotated, and never again', async () => {
    const { secret, ...created } = await create()
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(created).toMatchObject({
      url,
      connectionIds: null,
      enabled: true,
      disabledReason: null,
      version: 1,
    })
    expect(created.eventTypes).toEqual(['connection.offline', 'connection.online'])
    const params = { id: created.id }
    const rotated = await api.ok(endpoints.rotateWebhookSecret, { params })
    expect(rotated.secret).not.toBe(secret)
    const inADay = Date.now() + 24 * 3_600_000
    expect(Math.abs(Date.parse(rotated.previousSecretUntil ?? '') - inADay)).toBeLessThan(10_000)
    const later = [
      await api.call(endpoints.getWebhook, { params }),
      await api.call(endpoints.listWebhooks),
      await api.call(listEvents),
    ]
    const folder = join(patchbay.dir, 'webhooks')
    const files = await Promise.all(
      (await readdir(folder)).map((each) => readFile(join(folder, each), 'utf8')),
    )
    const kept = [...later.map(({ text }) => text), ...files, patchbay.log.text()].join('\n')
    expect(kept).not.toContain('whsec_')
    for (const each of [secret, rotated.secret]) expect(kept).not.toContain(each.slice('whsec_'.length))
  })

  it('are listed, found, changed and deleted, and each change is in the audit log', async () => {
    const { id, name } = await create()
    const params = { id }
    const found = await api.ok(endpoints.listWebhooks, { query: { q: name } })
    expect(found).toMatchObject({ total: 1, items: [{ id }] })
    const body = { version: 1, enabled: false, eventTypes: ['connection.offline'] }
    const updated = await api.ok(endpoints.updateWebhook, { params, body })
    expect(updated).toMatchObject({
      name,
      url,
      version: 2,
      enabled: false,
      eventTypes: ['connection.offline'],
    })
    expect(await api.refused(endpoints.updateWebhook, { params, body })).toMatchObject({
      code: 'stale_version',
    })
    await api.ok(endpoints.deleteWebhook, { params })
    expect(await api.refused(endpoints.getWebhook, { params })).toMatchObject({ code: 'not_found' })
    expect(await api.refused(endpoints.listDeliveries, { params })).toMatchObject({ code: 'not_found' })
    const { items } = await api.ok(listEvents, { query: { limit: 4 } })
    expect(items.map(({ action, result, target }) => [action, result, target?.id])).toEqual([
      ['webhook.deleted', 'success', id],
      ['webhook.updated', 'failure', id],
      ['webhook.updated', 'success', id],
      ['webhook.created', 'success', id],
    ])
  })

  it.each([
    [{ url: 'http://receiver.example/hooks' }, 'url', /begin with https:/],
    [{ url: 'https://10.0.0.5/hooks' }, 'url', /PATCHBAY_ALLOW_HOSTS/],
    [{ url: 'https://user:word@receiver.example/' }, 'url', /Leave user name and password out/],
    [{ url: 'https://receiver.example/#part' }, 'url', /Leave out the #/],
    [{ url: 'ftp://receiver.example/' }, 'url', /not a web address/],
    [{ url: 'receiver' }, 'url', /not a web address/],
    [{ eventTypes: [] }, 'eventTypes', /at least one/],
    [{ eventTypes: ['connection.moved'] }, 'eventTypes.0', /Choose from/],
    [{ connectionIds: [] }, 'connectionIds', /at least one/],
    [{ connectionIds: ['conn_gone'] }, 'connectionIds.0', /no connection “conn_gone”/],
    [{ name: '' }, 'name', /Write a name/],
  ])('%j is refused by name, also in a change', async (changes, path, says) => {
    const expected = [{ path, message: expect.stringMatching(says) }]
    const body = { name: newName(), url, ...changes }
    expect((await api.refused(endpoints.createWebhook, { body })).problem.errors).toEqual(expected)
    const { id } = await create()
    const change = { params: { id }, body: { version: 1, ...changes } }
    expect((await api.refused(endpoints.updateWebhook, change)).problem.errors).toEqual(expected)
  })

  it('have names of their own', async () => {
    const { name } = await create()
    const body = { name: name.toUpperCase(), url }
    expect(await api.refused(endpoints.createWebhook, { body })).toMatchObject({ code: 'name_taken' })
  })
})
