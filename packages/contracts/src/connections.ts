import * as z from 'zod'
import {
  connectionSchema,
  connectionStatuses,
  createConnectionBody,
  testResultSchema,
  updateConnectionBody,
} from './connection.ts'
import { endpoint } from './endpoint.ts'
import { idParams, pageOf, pageQuery, timestamp } from './list.ts'

const sorts = ['name', 'application', 'status', 'createdAt', 'updatedAt', 'lastUsedAt'] as const
const descending = ['-name', '-application', '-status', '-createdAt', '-updatedAt', '-lastUsedAt'] as const

export const connectionListQuery = z.strictObject({
  ...pageQuery,
  application: z.string().optional(),
  status: z.enum(connectionStatuses).optional(),
  iClientId: z.string().max(100).optional().describe('Those that use this iClient'),
  agentId: z.string().max(100).optional().describe('Those that go through this agent'),
  sort: z
    .enum([...sorts, ...descending])
    .default('name')
    .describe('A leading - sorts descending'),
})
export type ConnectionSort = z.infer<typeof connectionListQuery>['sort']

/** A connection as the list carries it. */
export const listedConnectionSchema = connectionSchema
  .extend({
    health: z
      .string()
      .regex(/^[-osb]{24}$/)
      .nullable()
      .describe(
        'The last 24 hours, oldest first, a letter each: - nothing, o all well, s some errors, b mostly errors; null: nothing at all',
      ),
  })
  .meta({ id: 'ListedConnection' })
export type ListedConnection = z.infer<typeof listedConnectionSchema>

export const listConnections = endpoint({
  method: 'GET',
  path: '/api/connections',
  summary: 'List connections',
  permission: 'read',
  limits: 'list',
  query: connectionListQuery,
  reply: pageOf(listedConnectionSchema),
  status: 200,
  errors: [],
})

export const createConnection = endpoint({
  method: 'POST',
  path: '/api/connections',
  summary: 'Create a connection, as a draft',
  permission: 'manage',
  body: createConnectionBody,
  reply: connectionSchema,
  status: 201,
  errors: ['name_taken'],
  audit: { action: 'connection.created', collection: 'connections' },
})

export const getConnection = endpoint({
  method: 'GET',
  path: '/api/connections/:id',
  summary: 'Read a connection',
  permission: 'read',
  limits: 'id',
  params: idParams,
  reply: connectionSchema,
  status: 200,
  errors: ['not_found'],
})

export const updateConnection = endpoint({
  method: 'PATCH',
  path: '/api/connections/:id',
  summary:
    'Change a connection; where its token depends on what changed, it goes offline until authorized again',
  permission: 'manage',
  params: idParams,
  body: updateConnectionBody,
  reply: connectionSchema,
  status: 200,
  errors: ['not_found', 'name_taken', 'stale_version'],
  audit: { action: 'connection.updated', collection: 'connections' },
})

export const deleteConnection = endpoint({
  method: 'DELETE',
  path: '/api/connections/:id',
  summary: 'Delete a connection that nothing uses',
  permission: 'manage',
  params: idParams,
  reply: null,
  status: 204,
  errors: ['not_found', 'in_use'],
  audit: { action: 'connection.deleted', collection: 'connections' },
})

export const testConnection = endpoint({
  method: 'POST',
  path: '/api/connections/:id/test',
  summary: "Run the application's test call",
  permission: 'manage',
  params: idParams,
  reply: testResultSchema,
  status: 200,
  errors: ['not_found', 'not_authorized_yet'],
  audit: { action: 'connection.tested', collection: 'connections' },
})

export const getToken = endpoint({
  method: 'GET',
  path: '/api/connections/:id/token',
  summary:
    'An access token that is valid for at least 60 seconds more, where the application says how long it lives',
  permission: 'token',
  limits: 'id',
  params: idParams,
  reply: z
    .object({
      accessToken: z.string(),
      tokenType: z.string(),
      expiresAt: timestamp.nullable(),
      facts: z.record(z.string(), z.string()),
    })
    .meta({ id: 'Token' }),
  status: 200,
  errors: ['not_found', 'no_token', 'not_authorized_yet', 'application_failed', 'application_unreachable'],
})

export const revokeConnection = endpoint({
  method: 'POST',
  path: '/api/connections/:id/revoke',
  summary: 'Revoke at the application where it can (RFC 7009), and forget the credentials',
  permission: 'manage',
  params: idParams,
  reply: z.object({
    connection: connectionSchema,
    revokedAtApplication: z.boolean().describe('false: only forgotten here'),
    detail: z.string(),
  }),
  status: 200,
  errors: ['not_found'],
  audit: { action: 'connection.revoked', collection: 'connections' },
})
