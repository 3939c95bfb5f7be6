import type { WebhookDelivery } from '@patchbay/contracts/webhooks'
import { expect, it } from 'vitest'
import { eventName, outcomeText } from './delivery-status.ts'

const now = Date.parse('2026-11-21T12:00:00.000Z')
const delivery: WebhookDelivery = {
  id: 'msg_1',
  eventType: 'connection.offline',
  connectionId: 'conn_1',
  connectionName: 'lexbizz',
  status: 'pending',
  attempts: 0,
  statusCode: null,
  reason: null,
  durationMs: null,
  lastAttemptAt: null,
  nextAttemptAt: '2026-11-21T12:00:00.000Z',
  createdAt: '2026-11-21T12:00:00.000Z',
}

it('says what came of it and when it goes on', () => {
  expect(outcomeText(delivery, now)).toBe('Not tried yet. Next attempt now.')
  const failed = { ...delivery, attempts: 3, reason: 'It answered with status 500.', statusCode: 500 }
  const later = (nextAttemptAt: string) => outcomeText({ ...failed, nextAttemptAt }, now)
  expect(later('2026-11-21T12:00:04.200Z')).toMatch(
    /^It answered with status 500\. 3 attempts\. Next attempt in 5 s\.$/,
  )
  expect(later('2026-11-21T12:30:00.000Z')).toMatch(/in 30 min\.$/)
  expect(later('2026-11-21T17:00:00.000Z')).toMatch(/in 5 h\.$/)
  const delivered = {
    ...delivery,
    status: 'delivered',
    attempts: 1,
    statusCode: 204,
    durationMs: 12,
  } as const
  expect(outcomeText({ ...delivered, nextAttemptAt: null }, now)).toBe('Status 204 after 12 ms, 1 attempt.')
})

it('has a name for each event', () => {
  expect(eventName(delivery)).toBe('Goes offline')
  expect(eventName({ eventType: 'webhook.test' })).toBe('Test')
})
