import type { ConnectionEventType } from '@patchbay/contracts/connection-events'

/** What happens to a connection, in the words of a form. */
export const eventNames: Record<ConnectionEventType, string> = {
  'connection.offline': 'Goes offline',
  'connection.online': 'Comes back online',
}
