import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams, pageOf, pageQuery, timestamp } from './list.ts'

export const actorKinds = ['user', 'key', 'link', 'visitor', 'patchbay'] as const

const changeValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

export const changeSchema = z.object({
  member: z.string().describe('Dotted path, such as `settings.instanceUri`'),
  before: changeValue,
  after: changeValue,
})
export type EventChange = z.infer<typeof changeSchema>

export const eventSchema = z
  .object({
    id: z.string(),
    at: timestamp,
    action: z.string(),
    result: z.enum(['success', 'failure']),
    code: z.string().nullable(),
    actor: z.string().nullable(),
    actorName: z.string().nullable().describe('Name of the actor at that time'),
    actorKind: z
      .enum(actorKinds)
      .nullable()
      .describe('visitor: not signed in; patchbay: by itself; null: written by an older version'),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    target: z.object({ collection: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
    changes: z
      .array(changeSchema)
      .nullable()
      .describe('Of updates: never a secret, only that one was changed'),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'Event' })
export type AuditEventReply = z.infer<typeof eventSchema>

const query = z.strictObject({ cursor: pageQuery.cursor, limit: pageQuery.limit })

export const listEvents = endpoint({
  method: 'GET',
  path: '/api/events',
  summary: 'The audit log, newest first',
  permission: 'read',
  query,
  reply: pageOf(eventSchema),
  status: 200,
  errors: [],
})

export const listConnectionEvents = endpoint({
  method: 'GET',
  path: '/api/connections/:id/events',
  summary: 'What happened to a connection, newest first',
  permission: 'read',
  limits: 'id',
  params: idParams,
  query,
  reply: pageOf(eventSchema),
  status: 200,
  errors: ['not_found'],
})
