import type { ConnectionEventType } from '@patchbay/contracts/connection-events'
import type { RecordChange } from './change-feed.ts'
import type { ConnectionRecord } from './connection.ts'

export interface ConnectionEvent {
  readonly type: ConnectionEventType
  readonly connection: ConnectionRecord
}

/** Whether a connection went offline or came back. A draft that is authorized for the first time did neither. */
export function connectionEventOf({ before, after }: RecordChange<ConnectionRecord>): ConnectionEvent | null {
  if (before === null || after === null || before.status === after.status) return null
  if (before.status === 'online' && after.status === 'offline')
    return { type: 'connection.offline', connection: after }
  if (before.status === 'offline' && after.status === 'online')
    return { type: 'connection.online', connection: after }
  return null
}
