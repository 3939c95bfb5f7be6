import * as z from 'zod'
import { authTypes } from './connection.ts'
import { endpoint } from './endpoint.ts'
import { idParams, pageOf, pageQuery, recordName, recordVersion, timestamp } from './list.ts'
import { oauthUrl } from './oauth-url.ts'

/** A stored OAuth 2.0 client. The secret is write-only: no answer carries it. */
export const iClientSchema = z
  .object({
    id: z.string(),
    version: z.number().int(),
    name: z.string(),
    application: z.string(),
    clientId: z.string(),
    clientSecretUpdatedAt: timestamp
      .nullable()
      .describe('When the stored client secret was last set; null: there is none'),
    authorizationUrl: z.string().nullable().describe('null: as the settings of the connection say'),
    tokenUrl: z.string().nullable().describe('null: as the settings of the connection say'),
    accessTokenTtlMs: z
      .number()
      .int()
      .nullable()
      .describe('Where the token answer does not say; null: unknown'),
    refreshTokenTtlMs: z.number().int().nullable().describe('Of inactivity; 0: never expires; null: unknown'),
    usedBy: z.number().int().describe('How many connections use it'),
    sandbox: z.boolean().describe('Registered at the sandbox'),
    createdAt: timestamp,
    createdBy: z.string(),
    updatedAt: timestamp,
  })
  .meta({ id: 'IClient' })
export type IClient = z.infer<typeof iClientSchema>

// RFC 6749 appendix A.1 and A.2: both are VSCHAR.
const vschar = /^[\u0020-\u007e]*$/

const clientId = z
  .string('Write the client ID.')
  .trim()
  .min(1, 'Write the client ID.')
  .max(1000, 'Write at most 1,000 characters.')
  .regex(vschar, 'A client ID has only letters, digits and signs of the ASCII set. Copy it again.')

const clientSecret = z
  .string('Write the client secret.')
  .trim()
  .min(1, 'Write the client secret.')
  .max(4000, 'Write at most 4,000 characters.')
  .regex(vschar, 'A client secret has only letters, digits and signs of the ASCII set. Copy it again.')

const accessTokenTtlMs = z
  .int('Write a whole number of milliseconds.')
  .min(1, 'Write a whole number of milliseconds, at least 1.')
  .max(Number.MAX_SAFE_INTEGER, 'Write a smaller number.')
  .nullable()
const refreshTokenTtlMs = z
  .int('Write a whole number of milliseconds.')
  .min(0, 'Write a whole number of milliseconds, or 0 for never.')
  .nullable()

const authorizationUrl = oauthUrl.nullable().describe('In place of what the application derives')
const tokenUrl = oauthUrl.nullable().describe('In place of what the application derives')

export const createIClientBody = z.strictObject({
  name: recordName,
  application: z.string('Choose the application.'),
  clientId,
  clientSecret: clientSecret
    .nullable()
    .optional()
    .describe('Write-only; can be left out where the application takes clients without one'),
  authorizationUrl: authorizationUrl.optional(),
  tokenUrl: tokenUrl.optional(),
  accessTokenTtlMs: accessTokenTtlMs.optional(),
  refreshTokenTtlMs: refreshTokenTtlMs.optional(),
})

/** RFC 7591 section 2: what the client will be used for. */
export const registerIClientBody = z.strictObject({
  name: recordName,
  application: z.string('Choose the application.'),
  issuer: z.string('Write the issuer.').max(2000, 'Write at most 2,000 characters.'),
  authType: z.enum(authTypes).default('oauth2').describe('The grant that connections will use'),
  scopes: z.array(z.string().max(500)).max(500, 'At most 500 scopes.').default([]),
})

export const updateIClientBody = z.strictObject({
  version: recordVersion,
  name: recordName.optional(),
  application: z.string().optional(),
  clientId: clientId.optional(),
  clientSecret: clientSecret
    .nullable()
    .optional()
    .describe(
      'Write-only; left out: the stored one stays; null: it is taken away, where the application takes clients without one',
    ),
  authorizationUrl: authorizationUrl.optional(),
  tokenUrl: tokenUrl.optional(),
  accessTokenTtlMs: accessTokenTtlMs.optional(),
  refreshTokenTtlMs: refreshTokenTtlMs.optional(),
})

export const iClientSorts = ['name', 'createdAt', 'updatedAt'] as const

export const iClientListQuery = z.strictObject({
  ...pageQuery,
  application: z.string().optional(),
  sort: z.enum([...iClientSorts, '-name', '-createdAt', '-updatedAt']).default('name'),
})

export const listIClients = endpoint({
  method: 'GET',
  path: '/api/iclients',
  summary: 'List iClients',
  permission: 'read',
  query: iClientListQuery,
  reply: pageOf(iClientSchema),
  status: 200,
  errors: [],
})

export const createIClient = endpoint({
  method: 'POST',
  path: '/api/iclients',
  summary: 'Create an iClient',
  permission: 'manage',
  body: createIClientBody,
  reply: iClientSchema,
  status: 201,
  errors: ['name_taken'],
  audit: { action: 'iclient.created', collection: 'iclients' },
})

export const registerIClient = endpoint({
  method: 'POST',
  path: '/api/iclients/register',
  summary: 'Register a client at a server (RFC 7591), and keep it as an iClient',
  permission: 'manage',
  body: registerIClientBody,
  reply: iClientSchema,
  status: 201,
  errors: ['name_taken', 'application_failed', 'application_unreachable'],
  audit: { action: 'iclient.registered', collection: 'iclients' },
})

export const getIClient = endpoint({
  method: 'GET',
  path: '/api/iclients/:id',
  summary: 'Read an iClient',
  permission: 'read',
  params: idParams,
  reply: iClientSchema,
  status: 200,
  errors: ['not_found'],
})

export const updateIClient = endpoint({
  method: 'PATCH',
  path: '/api/iclients/:id',
  summary: 'Change an iClient',
  permission: 'manage',
  params: idParams,
  body: updateIClientBody,
  reply: iClientSchema,
  status: 200,
  errors: ['not_found', 'name_taken', 'stale_version'],
  audit: { action: 'iclient.updated', collection: 'iclients' },
})

export const deleteIClient = endpoint({
  method: 'DELETE',
  path: '/api/iclients/:id',
  summary: 'Delete an iClient that no connection uses',
  permission: 'manage',
  params: idParams,
  reply: null,
  status: 204,
  errors: ['not_found', 'in_use'],
  audit: { action: 'iclient.deleted', collection: 'iclients' },
})
