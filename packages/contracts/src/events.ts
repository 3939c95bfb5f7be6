import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams, pageOf, pageQuery, timestamp } from './list.ts'

export const actorKinds = ['user', 'key', 'link', 'visitor', 'operator', 'patchbay'] as const

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
      .describe(
        'visitor: not signed in; operator: by a command on its machine; patchbay: by itself; null: written by an older version',
      ),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    target: z.object({ collection: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
    targetExists: z.boolean().describe('Whether the target is still there'),
    changes: z
      .array(changeSchema)
      .nullable()
      .describe('Of updates: never a secret, only that one was changed'),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'Event' })
export type AuditEventReply = z.infer<typeof eventSchema>

const anyTime = z.iso
  .datetime({ offset: true, error: 'Write a time such as 2030-01-31T00:00:00Z.' })
  .transform((time) => new Date(time).toISOString())

/** What events are chosen by; all that is given must hold. */
export const eventFilters = {
  action: z
    .string()
    .max(1000)
    .regex(
      /^[a-z][a-z_.]*(,[a-z][a-z_.]*)*$/,
      'Write actions such as connection.updated,agent. with a comma between.',
    )
    .optional()
    .describe(
      'One of these actions, such as `connection.updated,agent.`; with a dot at the end, all that begin so',
    ),
  actor: z.string().max(100).optional().describe('Id of the user or API key who did it'),
  target: z.string().max(100).optional().describe('Id of the record that it happened to'),
  result: z.enum(['success', 'failure']).optional(),
  from: anyTime.optional().describe('At this time or later'),
  to: anyTime.optional().describe('Before this time'),
  q: pageQuery.q.describe(
    'Words that must all occur in the name or id of who did it or what it happened to, the action, the code or the address',
  ),
}

const page = { cursor: pageQuery.cursor, limit: pageQuery.limit }

export const listEvents = endpoint({
  method: 'GET',
  path: '/api/events',
  summary: 'The audit log, newest first',
  permission: 'read',
  query: z.strictObject({ ...eventFilters, ...page }),
  reply: pageOf(eventSchema),
  status: 200,
  errors: [],
})

/** A download, not a bound endpoint. */
export const exportEvents = endpoint({
  method: 'GET',
  path: '/api/events/export',
  summary:
    'The audit log as JSON lines (application/x-ndjson), oldest first: each as it is stored, with its place in the ' +
    'chain of hashes, so that `npm run audit -- verify FILE` can check it',
  permission: 'administer',
  query: z.strictObject(eventFilters),
  reply: z.unknown(),
  status: 200,
  errors: [],
  audit: { action: 'activity.exported', collection: 'events' },
})

export const listConnectionEvents = endpoint({
  method: 'GET',
  path: '/api/connections/:id/events',
  summary: 'What happened to a connection, newest first',
  permission: 'read',
  limits: 'id',
  params: idParams,
  query: z.strictObject(page),
  reply: pageOf(eventSchema),
  status: 200,
  errors: ['not_found'],
})
