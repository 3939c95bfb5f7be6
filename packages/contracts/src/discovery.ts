import * as z from 'zod'
import { endpoint } from './endpoint.ts'

/** What a server says of itself (OpenID Connect Discovery section 3, RFC 8414 section 2), as far as Patchbay uses it. */
export const discoverySchema = z
  .object({
    issuer: z.string().describe('As the server writes it'),
    authorizationUrl: z.string().nullable(),
    tokenUrl: z.string().nullable(),
    revocationUrl: z.string().nullable(),
    deviceAuthorizationUrl: z.string().nullable(),
    registrationUrl: z
      .string()
      .nullable()
      .describe('null: clients cannot be registered by a program (RFC 7591)'),
    userinfoUrl: z.string().nullable(),
    scopes: z.array(z.string()),
    grantTypes: z.array(z.string()),
    clientAuthentications: z.array(z.string()),
    pushedAuthorizationRequests: z.boolean().describe('RFC 9126'),
    dpop: z.boolean().describe('RFC 9449'),
  })
  .meta({ id: 'Discovery' })
export type DiscoveryReply = z.infer<typeof discoverySchema>

export const discoverServer = endpoint({
  method: 'GET',
  path: '/api/discovery',
  summary: 'What an authorization server says of itself, by its issuer',
  permission: 'manage',
  query: z.strictObject({ issuer: z.string().max(2000) }),
  reply: discoverySchema,
  status: 200,
  errors: ['invalid_value', 'application_unreachable'],
})
