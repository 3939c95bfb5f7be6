import type { ConnectionEventType } from '@patchbay/contracts/connection-events'
import type { WebhookDelivery } from '@patchbay/contracts/webhooks'
import type { CollectionDefinition, StoredRecord } from '../stores/store.ts'
import type { SealContext, Sealed } from '../vault/sealed.ts'

export interface WebhookRecord extends StoredRecord {
  readonly name: string
  readonly url: string
  readonly eventTypes: readonly ConnectionEventType[]
  /** null: all. */
  readonly connectionIds: readonly string[] | null
  readonly enabled: boolean
  readonly disabledReason: string | null
  readonly secret: Sealed
  /** What signed before the last rotation, and does so too until then. */
  readonly previousSecret: Sealed | null
  readonly previousSecretUntil: string | null
  readonly createdAt: string
  readonly createdBy: string
  readonly updatedAt: string
}

export const webhooks: CollectionDefinition<WebhookRecord> = {
  name: 'webhooks',
  unique: ['name'],
  searchable: ['name'],
  filterable: [],
  sortable: ['name', 'createdAt'],
}

export function webhookSecretContext(id: string, field: 'secret' | 'previousSecret'): SealContext {
  return { collection: webhooks.name, id, field }
}

/** A message to one webhook; its id is the `webhook-id` of each attempt, so that receivers know it again. */
export interface WebhookDeliveryRecord extends StoredRecord, Omit<WebhookDelivery, 'id'> {
  readonly webhookId: string
  /** The body, byte for byte what is signed. */
  readonly payload: string
  readonly expiresAt: string
}

export const webhookDeliveries: CollectionDefinition<WebhookDeliveryRecord> = {
  name: 'webhook-deliveries',
  unique: [],
  searchable: [],
  filterable: ['webhookId', 'status'],
  sortable: ['createdAt'],
  expiresBy: 'expiresAt',
}
