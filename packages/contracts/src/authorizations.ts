import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams, timestamp } from './list.ts'

/** Time an admin has from the click on Save & authorize to the callback. */
export const authorizationLifetimeMs = 10 * 60 * 1000

/** BroadcastChannel on which the callback page tells the console how an authorization ended. */
export const authorizationChannel = 'patchbay.authorizations'

export const authorizationStatuses = ['pending', 'succeeded', 'failed', 'expired'] as const

/**
 * Why an authorization failed. The first seven are the application's own words (RFC 6749 sections 4.1.2.1 and 5.2),
 * the others are Patchbay's.
 */
export const authorizationErrorCodes = [
  'access_denied',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'unauthorized_client',
  'server_error',
  'application_unreachable',
  'invalid_answer',
  'issuer_mismatch',
  'settings_changed',
  'connection_deleted',
  'session_ended',
  'link_ended',
  'expired',
  'other',
] as const
export type AuthorizationErrorCode = (typeof authorizationErrorCodes)[number]

/** RFC 8628 section 3.2: what the admin enters, and where. */
export const deviceCodeSchema = z
  .object({
    userCode: z.string(),
    verificationUri: z.string(),
    verificationUriComplete: z.string().nullable().describe('With the code in it, for a QR code'),
    expiresAt: timestamp,
  })
  .meta({ id: 'DeviceCode' })
export type DeviceCode = z.infer<typeof deviceCodeSchema>

export const authorizationSchema = z
  .object({
    id: z.string(),
    status: z.enum(authorizationStatuses),
    error: z
      .object({
        code: z.enum(authorizationErrorCodes),
        message: z.string().describe('What happened and what to do'),
        description: z
          .string()
          .nullable()
          .describe("The application's own error_description, as text, at most 300 characters"),
      })
      .nullable(),
    device: deviceCodeSchema.nullable().describe('null: no code has to be entered elsewhere'),
    connectionId: z.string(),
  })
  .meta({ id: 'Authorization' })
export type Authorization = z.infer<typeof authorizationSchema>

export const startAuthorization = endpoint({
  method: 'POST',
  path: '/api/connections/:id/authorize',
  summary: 'Start an authorization; send the browser to the answered URL',
  permission: 'manage',
  params: idParams,
  reply: z.object({
    authorizationUrl: z
      .string()
      .nullable()
      .describe('null: nobody has to sign in by this browser; GET the authorization for how it stands'),
    authorizationId: z.string(),
    device: deviceCodeSchema.nullable(),
  }),
  status: 200,
  errors: ['not_found', 'invalid_value', 'application_failed', 'application_unreachable'],
  audit: { action: 'connection.authorization_started', collection: 'connections' },
})

export const getAuthorization = endpoint({
  method: 'GET',
  path: '/api/authorizations/:id',
  summary: 'How an authorization stands',
  permission: 'read',
  params: idParams,
  reply: authorizationSchema,
  status: 200,
  errors: ['not_found'],
})

/** What the callback page broadcasts. */
export const authorizationMessage = z.object({
  authorizationId: z.string(),
  status: z.enum(authorizationStatuses),
})
