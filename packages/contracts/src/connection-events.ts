import * as z from 'zod'

/** What admins and programs can be told of a connection. */
export const connectionEventTypes = ['connection.offline', 'connection.online'] as const
export type ConnectionEventType = (typeof connectionEventTypes)[number]

export const connectionEventTypesSchema = z
  .array(
    z.enum(connectionEventTypes, 'Choose from connection.offline and connection.online.'),
    'Choose what to be told of.',
  )
  .min(1, 'Choose at least one.')
  .max(connectionEventTypes.length, 'Name each once.')
