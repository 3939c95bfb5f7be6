import * as z from 'zod'
import { connectionStatuses } from './connection.ts'
import { endpoint } from './endpoint.ts'
import { stepKinds } from './flows.ts'
import { idParams, pageOf, pageQuery, recordName, recordVersion, timestamp } from './list.ts'

export const maxRegistered = 1000

const named = z.object({ id: z.string(), name: z.string() })

/** A step, told so that an admin finds it. */
export const stepPlaceSchema = z
  .object({
    integrationId: z.string(),
    integrationName: z.string(),
    flowId: z.string(),
    flowName: z.string(),
    stepId: z.string(),
    kind: z.enum(stepKinds),
    position: z.number().int().describe('In its flow; 1 is the source'),
  })
  .meta({ id: 'StepPlace' })
export type StepPlace = z.infer<typeof stepPlaceSchema>

/** One connection put in the place of another in all steps of an integration. */
export const replacementSchema = z
  .object({
    id: z.string(),
    at: timestamp,
    from: named,
    to: named,
    steps: z.array(stepPlaceSchema).describe('Those that changed'),
  })
  .meta({ id: 'Replacement' })
export type Replacement = z.infer<typeof replacementSchema>

const integration = z.object({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  description: z.string(),
  flows: z.number().int().describe('How many it has'),
  connections: z.number().int().describe('How many are registered with it'),
  offlineConnections: z.number().int().describe('How many of those are offline'),
  createdAt: timestamp,
  createdBy: z.string(),
  updatedAt: timestamp.describe('Of the last change to it, or to one of its flows'),
})

/** Holds flows, and the connections that their steps may use. */
export const listedIntegrationSchema = integration.meta({ id: 'ListedIntegration' })
export type ListedIntegration = z.infer<typeof listedIntegrationSchema>

export const integrationSchema = integration
  .extend({ replacement: replacementSchema.nullable().describe('The last, while it can be undone') })
  .meta({ id: 'Integration' })
export type Integration = z.infer<typeof integrationSchema>

/** A connection as an integration lists it. */
export const registeredConnectionSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    application: z.string(),
    status: z.enum(connectionStatuses),
    statusReason: z.string().nullable(),
    steps: z.array(stepPlaceSchema).describe('Those of the integration that use it'),
  })
  .meta({ id: 'RegisteredConnection' })
export type RegisteredConnection = z.infer<typeof registeredConnectionSchema>

const description = z
  .string('Write a description.')
  .normalize('NFC')
  .trim()
  .max(2000, 'Write at most 2,000 characters.')

export const createIntegrationBody = z.strictObject({
  name: recordName,
  description: description.default(''),
})

export const updateIntegrationBody = z.strictObject({
  version: recordVersion,
  name: recordName.optional(),
  description: description.optional(),
})

export const replaceConnectionBody = z.strictObject({
  connectionId: z.string('Choose the connection to replace.').max(100),
  withConnectionId: z.string('Choose the connection to use instead.').max(100),
})

export const integrationSorts = ['name', 'createdAt', 'updatedAt'] as const

export const integrationListQuery = z.strictObject({
  ...pageQuery,
  sort: z.enum([...integrationSorts, '-name', '-createdAt', '-updatedAt']).default('name'),
})

const registrationParams = idParams.extend({ connectionId: z.string().max(100) })

export const listIntegrations = endpoint({
  method: 'GET',
  path: '/api/integrations',
  summary: 'List integrations',
  permission: 'read',
  query: integrationListQuery,
  reply: pageOf(listedIntegrationSchema),
  status: 200,
  errors: [],
})

export const createIntegration = endpoint({
  method: 'POST',
  path: '/api/integrations',
  summary: 'Create an integration',
  permission: 'manage',
  body: createIntegrationBody,
  reply: integrationSchema,
  status: 201,
  errors: ['name_taken'],
  audit: { action: 'integration.created', collection: 'integrations' },
})

export const getIntegration = endpoint({
  method: 'GET',
  path: '/api/integrations/:id',
  summary: 'Read an integration',
  permission: 'read',
  params: idParams,
  reply: integrationSchema,
  status: 200,
  errors: ['not_found'],
})

export const updateIntegration = endpoint({
  method: 'PATCH',
  path: '/api/integrations/:id',
  summary: 'Rename or describe an integration',
  permission: 'manage',
  params: idParams,
  body: updateIntegrationBody,
  reply: integrationSchema,
  status: 200,
  errors: ['not_found', 'name_taken', 'stale_version'],
  audit: { action: 'integration.updated', collection: 'integrations' },
})

export const deleteIntegration = endpoint({
  method: 'DELETE',
  path: '/api/integrations/:id',
  summary: 'Delete an integration with its flows; the connections stay',
  permission: 'manage',
  params: idParams,
  reply: null,
  status: 204,
  errors: ['not_found'],
  audit: { action: 'integration.deleted', collection: 'integrations' },
})

export const listRegistered = endpoint({
  method: 'GET',
  path: '/api/integrations/:id/connections',
  summary: 'List the connections that are registered with an integration, by name',
  permission: 'read',
  params: idParams,
  query: z.strictObject({
    ...pageQuery,
    application: z.string().max(100).optional(),
  }),
  reply: pageOf(registeredConnectionSchema),
  status: 200,
  errors: ['not_found'],
})

export const registerConnection = endpoint({
  method: 'PUT',
  path: '/api/integrations/:id/connections/:connectionId',
  summary: 'Register a connection with an integration, so that its steps may use it',
  permission: 'manage',
  params: registrationParams,
  reply: integrationSchema,
  status: 200,
  errors: ['not_found', 'invalid_value'],
  audit: { action: 'integration.connection_registered', collection: 'integrations' },
})

export const deregisterConnection = endpoint({
  method: 'DELETE',
  path: '/api/integrations/:id/connections/:connectionId',
  summary: 'Deregister a connection that no step of the integration uses',
  permission: 'manage',
  params: registrationParams,
  reply: null,
  status: 204,
  errors: ['not_found', 'in_use'],
  audit: { action: 'integration.connection_deregistered', collection: 'integrations' },
})

export const previewReplacement = endpoint({
  method: 'GET',
  path: '/api/integrations/:id/replacements/preview',
  summary: 'What replacing one connection by another would change in an integration',
  permission: 'read',
  params: idParams,
  query: replaceConnectionBody,
  reply: replacementSchema.omit({ id: true, at: true }),
  status: 200,
  errors: ['not_found', 'invalid_value'],
})

export const replaceConnection = endpoint({
  method: 'POST',
  path: '/api/integrations/:id/replacements',
  summary: 'Replace a connection by another registered one of the same application, in all steps at once',
  permission: 'manage',
  params: idParams,
  body: replaceConnectionBody,
  reply: replacementSchema,
  status: 201,
  errors: ['not_found', 'invalid_value'],
  audit: { action: 'integration.connection_replaced', collection: 'integrations' },
})

export const undoReplacement = endpoint({
  method: 'DELETE',
  path: '/api/integrations/:id/replacements/:replacementId',
  summary: 'Undo the last replacement, in the steps that nobody has changed since',
  permission: 'manage',
  params: idParams.extend({ replacementId: z.string().max(100) }),
  reply: null,
  status: 204,
  errors: ['not_found', 'invalid_value'],
  audit: { action: 'integration.replacement_undone', collection: 'integrations' },
})
