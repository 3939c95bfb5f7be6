import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams, pageOf, pageQuery, recordName, timestamp } from './list.ts'

/** What a program may do with a key: fetch tokens, send requests through connections, look. */
export const apiKeyPermissions = ['token', 'proxy', 'read'] as const
export type ApiKeyPermission = (typeof apiKeyPermissions)[number]

/** How every key begins, so that one is recognised where it should not be. */
export const apiKeyPrefix = 'pb_'

const maxConnections = 1000

/** What a program authenticates to Patchbay with. The key itself is in no answer but that to its creation. */
export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    permissions: z.array(z.enum(apiKeyPermissions)),
    connectionIds: z.array(z.string()).nullable().describe('null: all connections'),
    hint: z.string().describe('Its first characters'),
    expiresAt: timestamp.nullable(),
    lastUsedAt: timestamp.nullable().describe('To the minute'),
    createdAt: timestamp,
    createdBy: z.string(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof apiKeySchema>

export const createApiKeyBody = z.strictObject({
  name: recordName,
  permissions: z
    .array(z.enum(apiKeyPermissions, 'Choose from token, proxy and read.'), 'Choose what the key may do.')
    .min(1, 'Choose at least one permission.')
    .max(apiKeyPermissions.length, 'Name each permission once.'),
  connectionIds: z
    .array(z.string().max(100))
    .min(1, 'Choose at least one connection, or allow all.')
    .max(maxConnections, `Choose at most ${maxConnections} connections, or allow all.`)
    .nullable()
    .default(null)
    .describe('null: all connections, those made later too'),
  expiresAt: z.iso
    .datetime({ offset: true, error: 'Write a time such as 2030-01-31T00:00:00Z.' })
    .nullable()
    .default(null)
    .describe('null: never'),
})

export const listApiKeys = endpoint({
  method: 'GET',
  path: '/api/api-keys',
  summary: 'List API keys',
  permission: 'manage',
  query: z.strictObject(pageQuery),
  reply: pageOf(apiKeySchema),
  status: 200,
  errors: [],
})

export const createApiKey = endpoint({
  method: 'POST',
  path: '/api/api-keys',
  summary: 'Create an API key; this answer is the only one that shows it',
  permission: 'manage',
  body: createApiKeyBody,
  reply: apiKeySchema.extend({ key: z.string().describe('Shown once') }),
  status: 201,
  errors: ['name_taken'],
  audit: { action: 'api_key.created', collection: 'api-keys' },
})

export const deleteApiKey = endpoint({
  method: 'DELETE',
  path: '/api/api-keys/:id',
  summary: 'Revoke an API key, at once',
  permission: 'manage',
  params: idParams,
  reply: null,
  status: 204,
  errors: ['not_found'],
  audit: { action: 'api_key.revoked', collection: 'api-keys' },
})
