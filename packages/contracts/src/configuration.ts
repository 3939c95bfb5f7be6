import * as z from 'zod'
import { authTypes, concurrencyLevel, scopesSchema } from './connection.ts'
import { endpoint } from './endpoint.ts'
import { createIClientBody } from './iclients.ts'
import { recordName, timestamp } from './list.ts'

const application = z.string('Name the application.').max(100)

const movedIClient = createIClientBody
  .pick({
    clientId: true,
    authorizationUrl: true,
    tokenUrl: true,
    accessTokenTtlMs: true,
    refreshTokenTtlMs: true,
  })
  .extend({
    name: recordName,
    application,
    hasSecret: z.boolean().describe('There is one where it comes from; it is never moved'),
  })
export type MovedIClient = z.output<typeof movedIClient>

const movedConnection = z.strictObject({
  name: recordName,
  application,
  authType: z.enum(authTypes),
  settings: z.record(z.string(), z.string().max(20_000)),
  scopes: scopesSchema,
  iClient: recordName.nullable().describe('By name, as everything that is referred to'),
  agent: recordName.nullable(),
  concurrencyLevel,
  borrowConcurrencyFrom: recordName.nullable(),
})
export type MovedConnection = z.output<typeof movedConnection>

export const maxConfigurationBytes = 32 * 1024 * 1024

/** Connections and iClients as they go from one Patchbay to another: without secrets and ids. */
export const configurationSchema = z
  .strictObject({
    kind: z.literal('patchbay-configuration', 'This is no export of Patchbay’s.'),
    formatVersion: z.literal(1, 'This export has another format. Update Patchbay.'),
    exportedAt: timestamp,
    iClients: z.array(movedIClient),
    connections: z.array(movedConnection),
  })
  .meta({ id: 'Configuration' })
export type Configuration = z.output<typeof configurationSchema>

export const importOutcomes = ['create', 'change', 'same', 'conflict'] as const

export const importItemSchema = z
  .object({
    kind: z.enum(['iclient', 'connection']),
    name: z.string(),
    application: z.string(),
    outcome: z.enum(importOutcomes).describe('What is done; conflict: nothing, and why'),
    changes: z.array(z.string()).describe('Members that change'),
    missing: z.array(z.string()).describe('What has to be written by hand, such as a client secret'),
    reason: z.string().nullable().describe('Why it cannot be taken over'),
  })
  .meta({ id: 'ImportItem' })
export type ImportItem = z.output<typeof importItemSchema>

export const exportConfiguration = endpoint({
  method: 'GET',
  path: '/api/configuration',
  summary: 'Export connections and iClients without their secrets',
  permission: 'administer',
  reply: configurationSchema,
  status: 200,
  errors: [],
  audit: { action: 'configuration.exported', collection: 'configuration' },
})

export const importConfiguration = endpoint({
  method: 'POST',
  path: '/api/configuration/import',
  summary: 'Import connections and iClients by name, or say what would change',
  permission: 'administer',
  body: z.strictObject({
    document: configurationSchema,
    dryRun: z.boolean('Say whether to look only (true) or to import (false).'),
  }),
  maxBodyBytes: maxConfigurationBytes,
  reply: z.object({ dryRun: z.boolean(), items: z.array(importItemSchema) }),
  status: 200,
  errors: [],
  audit: { none: 'a dry run changes nothing; an import notes itself and each record' },
})
