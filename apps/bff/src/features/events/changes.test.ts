import { createAgent, updateAgent } from '@patchbay/contracts/agents'
import { updateConnection } from '@patchbay/contracts/connections'
import { type EventChange, listEvents } from '@patchbay/contracts/events'
import { updateFlow, updateStep } from '@patchbay/contracts/flows'
import { createIClient, updateIClient } from '@patchbay/contracts/iclients'
import { updateIntegration } from '@patchbay/contracts/integrations'
import { updateNotifications } from '@patchbay/contracts/notifications'
import { createWebhook, updateWebhook } from '@patchbay/contracts/webhooks'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftAt } from '../../testing/connecting.ts'
import { newFlow, newIntegration, register, sourceOf } from '../../testing/integrating.ts'
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

/** What the newest event of an action says was changed. */
async function changesOf(action: string): Promise<readonly EventChange[]> {
  const { items } = await api.ok(listEvents, { query: { action, result: 'success', limit: 1 } })
  return items[0]?.changes ?? []
}

const secret = 'a-secret-of-the-test-7d41'
const version = 1

it('every update says what was there before and after, and of secrets that they were changed', async () => {
  const connection = await draftAt(api, odd)
  const { id: iClientId, name: iClientName } = await api.ok(createIClient, {
    body: { name: 'Another', application: 'acumatica', clientId: 'x', clientSecret: 'before' },
  })
  const settings = { ...connection.settings, endpointName: 'Mine' }
  await api.ok(updateConnection, {
    params: { id: connection.id },
    body: { version, settings, scopes: ['api'], iClientId },
  })
  const ofConnection = await changesOf('connection.updated')
  expect(ofConnection).toContainEqual({
    member: 'settings.endpointName',
    before: connection.settings['endpointName'],
    after: 'Mine',
  })
  expect(ofConnection).toContainEqual({ member: 'scopes', before: ['api', 'offline_access'], after: ['api'] })
  expect(ofConnection).toContainEqual({ member: 'iClientId', before: connection.name, after: iClientName })

  await api.ok(updateIClient, {
    params: { id: iClientId },
    body: { version, clientId: 'y', clientSecret: secret },
  })
  expect(await changesOf('iclient.updated')).toEqual([
    { member: 'clientId', before: 'x', after: 'y' },
    { member: 'clientSecret', before: null, after: 'changed' },
  ])

  const agent = await api.ok(createAgent, { body: { name: 'before' } })
  await api.ok(updateAgent, { params: { id: agent.id }, body: { version, name: 'after' } })
  expect(await changesOf('agent.updated')).toEqual([{ member: 'name', before: 'before', after: 'after' }])

  const url = `https://receiver.example/${secret}`
  const webhook = await api.ok(createWebhook, { body: { name: 'hook', url: 'https://receiver.example/old' } })
  await api.ok(updateWebhook, { params: { id: webhook.id }, body: { version, url, enabled: false } })
  expect(await changesOf('webhook.updated')).toEqual([
    { member: 'url', before: 'set', after: 'changed' },
    { member: 'enabled', before: true, after: false },
  ])

  await api.ok(updateNotifications, { body: { emailRecipients: ['ada@example.com'] } })
  expect(await changesOf('notifications.updated')).toEqual([
    { member: 'emailRecipients', before: 'set', after: 'changed' },
  ])

  const { text } = await api.call(listEvents, { query: { limit: 200 } })
  for (const hidden of [secret, 'ada@example.com']) expect(text).not.toContain(hidden)
})

it('changes of integrations and flows name the connections', async () => {
  const connection = await draftAt(api, odd)
  const integration = await newIntegration(api, { name: 'Market' })
  const { version: since } = await register(api, integration, connection)
  expect(await changesOf('integration.connection_registered')).toEqual([
    { member: 'connection', before: null, after: connection.name },
  ])
  await api.ok(updateIntegration, {
    params: { id: integration.id },
    body: { version: since, description: 'weekly' },
  })
  expect(await changesOf('integration.updated')).toEqual([
    { member: 'description', before: '', after: 'weekly' },
  ])
  const flow = await newFlow(api, integration, 'Orders')
  const params = { id: flow.id, stepId: sourceOf(flow).id }
  const body = { connectionId: connection.id }
  const { version: now } = await api.ok(updateStep, { params, body })
  expect(await changesOf('flow.step_changed')).toEqual([
    { member: 'connectionId', before: null, after: connection.name },
  ])
  await api.ok(updateFlow, { params: { id: flow.id }, body: { version: now, name: 'Sales' } })
  expect(await changesOf('flow.updated')).toEqual([{ member: 'name', before: 'Orders', after: 'Sales' }])
})
