import * as z from 'zod'
import { connectionEventTypes, connectionEventTypesSchema } from './connection-events.ts'
import { endpoint } from './endpoint.ts'
import { recordVersion, timestamp } from './list.ts'

export const maxRecipients = 50

const recipient = z
  .string('Write an email address.')
  .trim()
  .max(254, 'Write at most 254 characters.')
  .pipe(z.email('This is not an email address. Write it as name@example.com.'))

/** Who gets a mail when a connection goes offline or comes back. */
export const notificationsSchema = z
  .object({
    version: z.number().int().describe('0: never saved'),
    emailRecipients: z.array(z.string()),
    eventTypes: z.array(z.enum(connectionEventTypes)),
    sender: z
      .string()
      .nullable()
      .describe('Address that mails come from; null: no SMTP server is configured'),
    lastFailure: z
      .object({ at: timestamp, detail: z.string() })
      .nullable()
      .describe('Why the last mail could not be sent; null since one was'),
  })
  .meta({ id: 'Notifications' })
export type Notifications = z.infer<typeof notificationsSchema>

export const getNotifications = endpoint({
  method: 'GET',
  path: '/api/notifications',
  summary: 'Who gets a mail when a connection goes offline or comes back',
  permission: 'administer',
  reply: notificationsSchema,
  status: 200,
  errors: [],
})

export const updateNotifications = endpoint({
  method: 'PUT',
  path: '/api/notifications',
  summary: 'Say who gets a mail, and of what',
  permission: 'administer',
  body: z.strictObject({
    version: recordVersion.or(z.literal(0)).optional().describe('Left out: whatever it is now is replaced'),
    emailRecipients: z.array(recipient).max(maxRecipients, `Name at most ${maxRecipients} recipients.`),
    eventTypes: connectionEventTypesSchema.default([...connectionEventTypes]),
  }),
  reply: notificationsSchema,
  status: 200,
  errors: ['stale_version'],
  audit: { action: 'notifications.updated', collection: 'notification-settings' },
})

export const testNotifications = endpoint({
  method: 'POST',
  path: '/api/notifications/test',
  summary: 'Send a test mail to the recipients, and say what the mail server said',
  permission: 'administer',
  reply: z.object({ ok: z.boolean(), detail: z.string() }),
  status: 200,
  errors: [],
  audit: { action: 'notifications.tested', collection: 'notification-settings' },
})
