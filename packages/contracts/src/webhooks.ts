import * as z from 'zod'
import { connectionEventTypes, connectionEventTypesSchema } from './connection-events.ts'
import { endpoint } from './endpoint.ts'
import { idParams, pageOf, pageQuery, recordName, recordVersion, timestamp } from './list.ts'

/** How every signing secret begins, as Standard Webhooks has it. */
export const webhookSecretPrefix = 'whsec_'
/** What a test sends. */
export const webhookTest = 'webhook.test'

const maxConnections = 1000
const example = 'Write it as https://example.com/webhooks/patchbay.'

export const webhookUrl = z
  .string(example)
  .trim()
  .max(2000, 'Write at most 2,000 characters.')
  .refine((value) => /^https?:/i.test(value) && URL.canParse(value), `This is not a web address. ${example}`)
  .refine((value) => !value.includes('#'), 'Leave out the # and what follows it.')

const connectionIds = z
  .array(z.string().max(100))
  .min(1, 'Choose at least one connection, or all.')
  .max(maxConnections, `Choose at most ${maxConnections} connections, or all.`)
  .nullable()
  .describe('null: all connections, those made later too')

/** An address that is told when a connection goes offline or comes back. Its secret is in no answer but the first. */
export const webhookSchema = z
  .object({
    id: z.string(),
    version: z.number().int(),
    name: z.string(),
    url: z.string(),
    eventTypes: z.array(z.enum(connectionEventTypes)),
    connectionIds: z.array(z.string()).nullable().describe('null: all connections'),
    enabled: z.boolean(),
    disabledReason: z.string().nullable().describe('Why it was switched off by itself'),
    previousSecretUntil: timestamp
      .nullable()
      .describe('Until then the secret of before the last rotation signs too'),
    createdAt: timestamp,
    createdBy: z.string(),
    updatedAt: timestamp,
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof webhookSchema>

const withSecret = webhookSchema.extend({ secret: z.string().describe('Shown once') })
export type WebhookWithSecret = z.infer<typeof withSecret>

export const deliveryStatuses = ['pending', 'delivered', 'failed'] as const

/** One message to one webhook, and what became of it. Kept for 30 days. */
export const deliverySchema = z
  .object({
    id: z.string().describe('Also its webhook-id, the same with each attempt'),
    eventType: z.enum([...connectionEventTypes, webhookTest]),
    connectionId: z.string().nullable(),
    connectionName: z.string().nullable(),
    status: z.enum(deliveryStatuses),
    attempts: z.number().int(),
    statusCode: z.number().int().nullable().describe('Of the last attempt; null where no answer came'),
    reason: z.string().nullable().describe('Why the last attempt failed'),
    durationMs: z.number().nullable().describe('Of the last attempt'),
    lastAttemptAt: timestamp.nullable(),
    nextAttemptAt: timestamp.nullable(),
    createdAt: timestamp,
  })
  .meta({ id: 'WebhookDelivery' })
export type WebhookDelivery = z.infer<typeof deliverySchema>

export const createWebhookBody = z.strictObject({
  name: recordName,
  url: webhookUrl,
  eventTypes: connectionEventTypesSchema.default([...connectionEventTypes]),
  connectionIds: connectionIds.default(null),
  enabled: z.boolean().default(true),
})

export const updateWebhookBody = z.strictObject({
  version: recordVersion,
  name: recordName.optional(),
  url: webhookUrl.optional(),
  eventTypes: connectionEventTypesSchema.optional(),
  connectionIds: connectionIds.optional(),
  enabled: z.boolean().optional(),
})

export const listWebhooks = endpoint({
  method: 'GET',
  path: '/api/webhooks',
  summary: 'List webhooks',
  permission: 'administer',
  query: z.strictObject(pageQuery),
  reply: pageOf(webhookSchema),
  status: 200,
  errors: [],
})

export const createWebhook = endpoint({
  method: 'POST',
  path: '/api/webhooks',
  summary: 'Create a webhook; this answer shows its signing secret',
  permission: 'administer',
  body: createWebhookBody,
  reply: withSecret,
  status: 201,
  errors: ['name_taken'],
  audit: { action: 'webhook.created', collection: 'webhooks' },
})

export const getWebhook = endpoint({
  method: 'GET',
  path: '/api/webhooks/:id',
  summary: 'Read a webhook',
  permission: 'administer',
  params: idParams,
  reply: webhookSchema,
  status: 200,
  errors: ['not_found'],
})

export const updateWebhook = endpoint({
  method: 'PATCH',
  path: '/api/webhooks/:id',
  summary: 'Change a webhook',
  permission: 'administer',
  params: idParams,
  body: updateWebhookBody,
  reply: webhookSchema,
  status: 200,
  errors: ['not_found', 'name_taken', 'stale_version'],
  audit: { action: 'webhook.updated', collection: 'webhooks' },
})

export const deleteWebhook = endpoint({
  method: 'DELETE',
  path: '/api/webhooks/:id',
  summary: 'Delete a webhook and its delivery log',
  permission: 'administer',
  params: idParams,
  reply: null,
  status: 204,
  errors: ['not_found'],
  audit: { action: 'webhook.deleted', collection: 'webhooks' },
})

export const rotateWebhookSecret = endpoint({
  method: 'POST',
  path: '/api/webhooks/:id/secret',
  summary: 'Make a new signing secret, which this answer shows; the one before signs too for 24 hours',
  permission: 'administer',
  params: idParams,
  reply: withSecret,
  status: 200,
  errors: ['not_found'],
  audit: { action: 'webhook.secret_rotated', collection: 'webhooks' },
})

export const testWebhook = endpoint({
  method: 'POST',
  path: '/api/webhooks/:id/test',
  summary: 'Send a test event, once, and say what came of it',
  permission: 'administer',
  params: idParams,
  reply: z.object({
    ok: z.boolean(),
    statusCode: z.number().int().nullable(),
    detail: z.string(),
    durationMs: z.number(),
  }),
  status: 200,
  errors: ['not_found'],
  audit: { action: 'webhook.tested', collection: 'webhooks' },
})

export const listDeliveries = endpoint({
  method: 'GET',
  path: '/api/webhooks/:id/deliveries',
  summary: 'What was sent to a webhook, newest first',
  permission: 'administer',
  params: idParams,
  query: z.strictObject({ cursor: pageQuery.cursor, limit: pageQuery.limit }),
  reply: pageOf(deliverySchema),
  status: 200,
  errors: ['not_found'],
})

export const retryDelivery = endpoint({
  method: 'POST',
  path: '/api/webhooks/:id/deliveries/:deliveryId/retry',
  summary: 'Send a message again, at once',
  permission: 'administer',
  params: idParams.extend({ deliveryId: z.string().max(100) }),
  reply: deliverySchema,
  status: 200,
  errors: ['not_found'],
  audit: { action: 'webhook.delivery_retried', collection: 'webhooks' },
})
