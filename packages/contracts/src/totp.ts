import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { timestamp } from './list.ts'
import { anyProof, currentPassword, signInCode } from './session.ts'

export const totpSchema = z
  .object({ confirmedAt: timestamp.nullable().describe('null: no authenticator app is set up') })
  .meta({ id: 'AuthenticatorApp' })
export type Totp = z.infer<typeof totpSchema>

export const getTotp = endpoint({
  method: 'GET',
  path: '/api/account/totp',
  summary: 'Whether your account asks for the code of an authenticator app',
  permission: 'session',
  reply: totpSchema,
  status: 200,
  errors: [],
})

export const startTotp = endpoint({
  method: 'POST',
  path: '/api/account/totp',
  summary: 'Make a secret for an authenticator app; it counts once a code of it was confirmed',
  permission: 'session',
  body: z.strictObject({ password: currentPassword }),
  reply: z.object({
    secret: z.string().describe('Base32, to be typed; shown once'),
    address: z.string().describe('The same as an `otpauth:` address, to be scanned'),
  }),
  status: 200,
  errors: ['wrong_password', 'too_many_attempts', 'in_use', 'not_permitted', 'too_busy'],
  audit: { action: 'totp.started', collection: 'users' },
})

export const confirmTotp = endpoint({
  method: 'POST',
  path: '/api/account/totp/confirm',
  summary: 'Show by a code that the app has the secret; from then on signing in asks for one',
  permission: 'session',
  body: z.strictObject({ code: signInCode }),
  reply: totpSchema,
  status: 200,
  errors: ['wrong_code', 'too_many_attempts', 'in_use'],
  audit: { action: 'totp.added', collection: 'users' },
})

export const removeTotp = endpoint({
  method: 'DELETE',
  path: '/api/account/totp',
  summary: 'Take the authenticator app off your account',
  permission: 'session',
  body: anyProof,
  reply: null,
  status: 204,
  errors: ['not_found', 'wrong_password', 'too_many_attempts', 'not_permitted', 'too_busy'],
  audit: { action: 'totp.removed', collection: 'users' },
})
