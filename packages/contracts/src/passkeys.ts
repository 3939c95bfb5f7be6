import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams, recordName, timestamp } from './list.ts'
import { newPasskeyAnswer, passkeyAnswer } from './passkey-answer.ts'
import { anyProof, currentPassword, sessionSchema } from './session.ts'

export const passkeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    host: z.string().describe('Of the address where it can be used'),
    createdAt: timestamp,
    lastUsedAt: timestamp.nullable(),
  })
  .meta({ id: 'Passkey' })
export type Passkey = z.infer<typeof passkeySchema>

/** For `navigator.credentials`, in the JSON form of WebAuthn Level 3 section 5.1.8 and 5.1.9. */
const options = z.looseObject({ challenge: z.string() })

export const listPasskeys = endpoint({
  method: 'GET',
  path: '/api/account/passkeys',
  summary: 'List your passkeys',
  permission: 'session',
  reply: z.object({ items: z.array(passkeySchema) }),
  status: 200,
  errors: [],
})

export const startPasskey = endpoint({
  method: 'POST',
  path: '/api/account/passkeys/options',
  summary: 'Ask for what the browser needs to make a passkey',
  permission: 'session',
  body: z.strictObject({ password: currentPassword }),
  reply: options,
  status: 200,
  errors: ['wrong_password', 'too_many_attempts', 'not_permitted', 'too_busy'],
  audit: { none: 'nothing has changed yet' },
})

export const addPasskey = endpoint({
  method: 'POST',
  path: '/api/account/passkeys',
  summary: 'Add the passkey that the browser made',
  permission: 'session',
  body: z.strictObject({ name: recordName, answer: newPasskeyAnswer }),
  reply: passkeySchema,
  status: 201,
  errors: ['wrong_passkey', 'in_use'],
  audit: { action: 'passkey.added', collection: 'passkeys' },
})

export const removePasskey = endpoint({
  method: 'DELETE',
  path: '/api/account/passkeys/:id',
  summary: 'Take a passkey off your account',
  permission: 'session',
  params: idParams,
  body: anyProof,
  reply: null,
  status: 204,
  errors: ['not_found', 'wrong_password', 'too_many_attempts', 'not_permitted', 'too_busy'],
  audit: { action: 'passkey.removed', collection: 'passkeys' },
})

export const startPasskeySignIn = endpoint({
  method: 'POST',
  path: '/api/session/passkey/options',
  summary: 'Ask for what the browser needs to sign in with a passkey',
  permission: 'anyone',
  reply: options,
  status: 200,
  errors: ['foreign_origin'],
  audit: { none: 'nothing has changed yet' },
})

export const signInWithPasskey = endpoint({
  method: 'POST',
  path: '/api/session/passkey',
  summary: 'Sign in with a passkey alone',
  permission: 'anyone',
  body: z.strictObject({ answer: passkeyAnswer }),
  reply: sessionSchema,
  status: 201,
  errors: ['wrong_passkey', 'stale_version', 'too_many_attempts', 'foreign_origin'],
  audit: { action: 'session.signed_in', collection: 'sessions' },
})
