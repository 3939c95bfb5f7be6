import { webhookTest } from '@patchbay/contracts/webhooks'
import { Webhook as Signer } from 'standardwebhooks'
import { newId } from '../../new-id.ts'
import type { ConnectionEvent } from '../../records/connection-event.ts'
import type { WebhookDeliveryRecord, WebhookRecord } from '../../records/webhook.ts'

const keptMs = 30 * 24 * 3_600_000

type NewDelivery = Omit<WebhookDeliveryRecord, 'version'>

function deliveryOf(
  webhookId: string,
  about: Pick<NewDelivery, 'eventType' | 'connectionId' | 'connectionName'>,
  data: object,
): NewDelivery {
  const now = Date.now()
  const at = new Date(now).toISOString()
  return {
    id: newId('msg'),
    webhookId,
    ...about,
    payload: JSON.stringify({ type: about.eventType, timestamp: at, data }),
    status: 'pending',
    attempts: 0,
    statusCode: null,
    reason: null,
    durationMs: null,
    lastAttemptAt: null,
    nextAttemptAt: at,
    createdAt: at,
    expiresAt: new Date(now + keptMs).toISOString(),
  }
}

export function eventDelivery(webhookId: string, { type, connection }: ConnectionEvent): NewDelivery {
  const { id, name, application, status, statusReason } = connection
  const about = { eventType: type, connectionId: id, connectionName: name }
  return deliveryOf(webhookId, about, { id, name, application, status, statusReason })
}

export function testDelivery({ id, name }: Pick<WebhookRecord, 'id' | 'name'>): NewDelivery {
  const about = { eventType: webhookTest, connectionId: null, connectionName: null } as const
  return deliveryOf(id, about, { webhook: { id, name } })
}

/** Standard Webhooks, "Signature scheme": with two secrets two signatures, of which the receiver takes either. */
export function signedHeaders(
  { id, payload }: Pick<WebhookDeliveryRecord, 'id' | 'payload'>,
  secrets: readonly string[],
): Record<string, string> {
  const now = new Date()
  return {
    'content-type': 'application/json',
    'user-agent': 'Patchbay',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, now, payload)).join(' '),
  }
}
