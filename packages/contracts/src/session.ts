import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { timestamp } from './list.ts'
import { passkeyAnswer } from './passkey-answer.ts'
import { roleSchema } from './roles.ts'

/** One of the addresses under which browsers reach this Patchbay, and the callback URL that goes with it. */
export const publicUrlSchema = z.object({
  region: z.string().nullable().describe('Short name of the region, null where there is only one address'),
  origin: z.string(),
  callbackUrl: z.string(),
})

/** By what somebody signed in; `invitation` is also the link that an owner makes for who cannot sign in any more. */
export const signInWays = ['password', 'passkey', 'sso', 'invitation', 'setup'] as const
export type SignInWay = (typeof signInWays)[number]

export const sessionSchema = z
  .object({
    user: z.object({
      id: z.string(),
      name: z.string(),
      email: z.string().nullable().describe('null: not written yet, as for the first user'),
      role: roleSchema,
    }),
    createdAt: timestamp,
    expiresAt: timestamp,
    sandbox: z
      .object({ origin: z.string() })
      .nullable()
      .describe('The stand-in applications, where they are switched on'),
    damagedRecords: z
      .array(z.object({ collection: z.string(), name: z.string(), reason: z.string() }))
      .describe('Stored records that could not be read and were set aside'),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof sessionSchema>

const email = z.string('Write your email address.').min(1, 'Write your email address.').max(320)
export const currentPassword = z.string('Write the password.').min(1, 'Write the password.').max(1000)

/** That it is still the user who asks, before a way to sign in is taken off the account. */
export const anyProof = z
  .strictObject({ password: currentPassword.optional().describe('Required where the account has one') })
  .prefault({})

/** Six digits, with a space between them or not. */
export const signInCode = z
  .string('Write the code.')
  .max(20)
  .regex(/^\s*\d{3}\s*\d{3}\s*$/, 'Write the six digits that your app shows.')

export const minPasswordLength = 8
export const newPassword = z
  .string('Write a password.')
  .min(minPasswordLength, `Write at least ${minPasswordLength} characters.`)
  .max(1000, 'Write at most 1,000 characters.')

export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in',
  permission: 'anyone',
  body: z.strictObject({
    email: email.optional().describe('Needed where several users have a password'),
    password: currentPassword,
    passkey: passkeyAnswer.optional().describe('Of one of the account’s passkeys, in place of the code'),
    code: signInCode.optional().describe('Of the authenticator app, where the account has one'),
  }),
  reply: sessionSchema,
  status: 201,
  errors: [
    'wrong_password',
    'second_factor_required',
    'wrong_code',
    'wrong_passkey',
    'stale_version',
    'password_sign_in_off',
    'too_many_attempts',
    'foreign_origin',
    'too_busy',
  ],
  audit: { action: 'session.signed_in', collection: 'sessions' },
})

export const getSession = endpoint({
  method: 'GET',
  path: '/api/session',
  summary: 'Who am I',
  permission: 'session',
  reply: sessionSchema,
  status: 200,
  errors: [],
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  summary: 'Sign out; the session ends on the server',
  permission: 'session',
  reply: null,
  status: 204,
  errors: [],
  audit: { action: 'session.signed_out', collection: 'sessions' },
})

export const getSetup = endpoint({
  method: 'GET',
  path: '/api/setup',
  summary: 'Whether the first administrator is still to be set up',
  permission: 'anyone',
  reply: z.object({ required: z.boolean() }),
  status: 200,
  errors: [],
})

export const completeSetup = endpoint({
  method: 'POST',
  path: '/api/setup',
  summary: 'Set the administrator password with the token of the one-time setup link, and sign in',
  permission: 'anyone',
  body: z.strictObject({ token: z.string().min(1).max(200), password: newPassword }),
  reply: sessionSchema,
  status: 201,
  errors: [
    'wrong_setup_token',
    'setup_done',
    'password_sign_in_off',
    'too_many_attempts',
    'foreign_origin',
    'too_busy',
  ],
  audit: { action: 'setup.completed', collection: 'users' },
})
