import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams, pageOf, pageQuery, recordName, recordVersion, timestamp } from './list.ts'

/** How every access token of an agent begins, so that one is recognised where it should not be. */
export const agentTokenPrefix = 'pba_'

const maxAuthorityLength = 100_000
const pem = /^(?:\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/

/** What an agent lets through: `host:port`, where the port, or the host, or both may be `*`. */
const allowedTarget = z.string().max(300)

export const agentHelloSchema = z.object({
  version: z.string().max(100),
  allow: z.array(allowedTarget).max(1000),
  certificateAuthority: z.string().max(maxAuthorityLength).nullable().describe('PEM'),
})
export type AgentHello = z.infer<typeof agentHelloSchema>

/** Certificates that vouch for the servers behind an agent, as the console shows them. */
export const certificateAuthoritySchema = z.object({
  pem: z.string(),
  certificates: z.array(
    z.object({
      subject: z.string(),
      fingerprint: z.string().describe('SHA-256, hexadecimal in pairs'),
      validTo: timestamp,
    }),
  ),
})
export type CertificateAuthority = z.infer<typeof certificateAuthoritySchema>

/** A small program behind a firewall that connects out to Patchbay. Its access token is in no answer but two. */
export const agentSchema = z
  .object({
    id: z.string(),
    version: z.number().int(),
    name: z.string(),
    status: z.enum(['online', 'offline']),
    onlineSince: timestamp.nullable(),
    lastSeenAt: timestamp.nullable().describe('When it was last connected; null: never, or it is now'),
    software: z.string().nullable().describe('As it names itself: OpenSSH_10.0, patchbay-agent_0.1.0'),
    address: z.string().nullable().describe('Where it connects from, or last did'),
    allow: z.array(allowedTarget).nullable().describe('What it lets through; null: it does not say'),
    certificateAuthority: certificateAuthoritySchema
      .nullable()
      .describe('Vouches for servers behind it, besides the public authorities'),
    offeredCertificateAuthority: certificateAuthoritySchema
      .nullable()
      .describe('What the agent was started with, where that is not trusted yet'),
    usedBy: z.number().int().describe('How many connections use it'),
    tokenCreatedAt: timestamp,
    createdAt: timestamp,
    createdBy: z.string(),
    updatedAt: timestamp,
  })
  .meta({ id: 'Agent' })
export type Agent = z.infer<typeof agentSchema>

const certificateAuthority = z
  .string()
  .max(maxAuthorityLength, 'Paste at most 100,000 characters.')
  .regex(
    pem,
    'Paste the certificate in PEM form, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
  )
  .nullable()
  .describe('PEM; null: public authorities alone')

export const createAgentBody = z.strictObject({
  name: recordName,
  certificateAuthority: certificateAuthority.default(null),
})

export const updateAgentBody = z.strictObject({
  version: recordVersion,
  name: recordName.optional(),
  certificateAuthority: certificateAuthority.optional(),
})

const withToken = agentSchema.extend({
  accessToken: z.string().describe('Shown once: the password the agent signs in with'),
})

/** Where agents connect to, and what programs they can be. */
export const gatewaySchema = z
  .object({
    state: z
      .enum(['listening', 'off', 'port-taken'])
      .describe('off: PATCHBAY_AGENT_PORT=off; port-taken: another program has the port'),
    host: z.string(),
    port: z.number().int().nullable(),
    hostKeyFingerprint: z.string().nullable().describe('SHA256:…, as ssh shows it'),
    programUrl: z.string().nullable().describe('Package of our own agent for npx; null: it is not built'),
  })
  .meta({ id: 'Gateway' })
export type Gateway = z.infer<typeof gatewaySchema>

export const getGateway = endpoint({
  method: 'GET',
  path: '/api/gateway',
  summary: 'Where agents connect to',
  permission: 'read',
  limits: 'none',
  reply: gatewaySchema,
  status: 200,
  errors: [],
})

export const listAgents = endpoint({
  method: 'GET',
  path: '/api/agents',
  summary: 'List agents',
  permission: 'read',
  query: z.strictObject(pageQuery),
  reply: pageOf(agentSchema),
  status: 200,
  errors: [],
})

export const createAgent = endpoint({
  method: 'POST',
  path: '/api/agents',
  summary: 'Create an agent; this answer shows its access token',
  permission: 'manage',
  body: createAgentBody,
  reply: withToken,
  status: 201,
  errors: ['name_taken'],
  audit: { action: 'agent.created', collection: 'agents' },
})

export const getAgent = endpoint({
  method: 'GET',
  path: '/api/agents/:id',
  summary: 'Read an agent',
  permission: 'read',
  params: idParams,
  reply: agentSchema,
  status: 200,
  errors: ['not_found'],
})

export const updateAgent = endpoint({
  method: 'PATCH',
  path: '/api/agents/:id',
  summary: 'Change an agent',
  permission: 'manage',
  params: idParams,
  body: updateAgentBody,
  reply: agentSchema,
  status: 200,
  errors: ['not_found', 'name_taken', 'stale_version'],
  audit: { action: 'agent.updated', collection: 'agents' },
})

export const deleteAgent = endpoint({
  method: 'DELETE',
  path: '/api/agents/:id',
  summary: 'Delete an agent that no connection uses, and end its links',
  permission: 'manage',
  params: idParams,
  reply: null,
  status: 204,
  errors: ['not_found', 'in_use'],
  audit: { action: 'agent.deleted', collection: 'agents' },
})

export const regenerateAgentToken = endpoint({
  method: 'POST',
  path: '/api/agents/:id/token',
  summary: 'Make a new access token, which this answer shows; the old one ends at once, and its links',
  permission: 'manage',
  params: idParams,
  reply: withToken,
  status: 200,
  errors: ['not_found'],
  audit: { action: 'agent.token_regenerated', collection: 'agents' },
})
