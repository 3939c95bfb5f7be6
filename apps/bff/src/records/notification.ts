import type { ConnectionEventType } from '@patchbay/contracts/connection-events'
import type { CollectionDefinition, StoredRecord } from '../stores/store.ts'

/** One record at most. */
export interface NotificationSettingsRecord extends StoredRecord {
  readonly emailRecipients: readonly string[]
  readonly eventTypes: readonly ConnectionEventType[]
  readonly updatedAt: string
}

export const notificationSettingsId = 'set_notifications'

export const notificationSettings: CollectionDefinition<NotificationSettingsRecord> = {
  name: 'notification-settings',
  unique: [],
  searchable: [],
  filterable: [],
  sortable: ['updatedAt'],
}

/** What is still to be told by mail; gone once it was. */
export interface NoticeRecord extends StoredRecord {
  readonly type: ConnectionEventType
  readonly connectionId: string
  readonly name: string
  readonly application: string
  readonly statusReason: string | null
  readonly at: string
  /** Old news is told no more. */
  readonly expiresAt: string
}

export const notices: CollectionDefinition<NoticeRecord> = {
  name: 'notices',
  unique: [],
  searchable: [],
  filterable: ['connectionId'],
  sortable: ['at'],
  expiresBy: 'expiresAt',
}
