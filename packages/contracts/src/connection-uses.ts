import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { stepPlaceSchema } from './integrations.ts'
import { idParams } from './list.ts'

/** Of each kind at most so many are named; `total` counts them all. */
export const maxUsesNamed = 200

const named = z.object({ id: z.string(), name: z.string() })

/** What a connection is used by. */
export const connectionUsesSchema = z
  .object({
    total: z.number().int().describe('How many uses there are in all; 0: it can be deleted'),
    integrations: z.array(named).describe('Those that it is registered with'),
    steps: z.array(stepPlaceSchema),
    apiKeys: z.array(named).describe('Those that are limited to chosen connections, of which it is one'),
    borrowers: z.array(named).describe('Connections that borrow concurrency from it'),
  })
  .meta({ id: 'ConnectionUses' })
export type ConnectionUses = z.infer<typeof connectionUsesSchema>

export const getConnectionUses = endpoint({
  method: 'GET',
  path: '/api/connections/:id/uses',
  summary: 'What a connection is used by',
  permission: 'read',
  params: idParams,
  reply: connectionUsesSchema,
  status: 200,
  errors: ['not_found'],
})

export const replaceEverywhere = endpoint({
  method: 'POST',
  path: '/api/connections/:id/replace',
  summary:
    'Put another connection of the same application in its place, wherever it is used: steps, registrations, API keys and borrowers',
  permission: 'manage',
  params: idParams,
  body: z.strictObject({ withConnectionId: z.string('Choose the connection to use instead.').max(100) }),
  reply: connectionUsesSchema.describe('What was changed'),
  status: 200,
  errors: ['not_found', 'invalid_value'],
  audit: { action: 'connection.replaced', collection: 'connections' },
})
