import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams, recordVersion } from './list.ts'
import { newPassword } from './session.ts'
import { userSessionSchema } from './user-sessions.ts'
import { userEmail, userName, userSchema } from './users.ts'

/** Oneself. */
export const accountSchema = userSchema
  .omit({ status: true, createdBy: true })
  .extend({ hasPassword: z.boolean().describe('false: signs in another way') })
  .meta({ id: 'Account' })
export type Account = z.infer<typeof accountSchema>

const currentPassword = z
  .string('Write your current password.')
  .min(1, 'Write your current password.')
  .max(1000)

export const updateAccountBody = z.strictObject({
  version: recordVersion,
  name: userName.optional(),
  email: userEmail.optional(),
  currentPassword: currentPassword
    .optional()
    .describe('Required where another email address takes the place of one, and there is a password'),
})

export const changePasswordBody = z.strictObject({ currentPassword, password: newPassword })

export const getAccount = endpoint({
  method: 'GET',
  path: '/api/account',
  summary: 'Who I am, with what I may change of it',
  permission: 'session',
  reply: accountSchema,
  status: 200,
  errors: [],
})

export const updateAccount = endpoint({
  method: 'PATCH',
  path: '/api/account',
  summary: 'Change my name or email address',
  permission: 'session',
  body: updateAccountBody,
  reply: accountSchema,
  status: 200,
  errors: ['wrong_password', 'name_taken', 'stale_version', 'too_many_attempts', 'too_busy'],
  audit: { action: 'account.changed', collection: 'users' },
})

export const changePassword = endpoint({
  method: 'PUT',
  path: '/api/account/password',
  summary: 'Change my password; my other sessions end at once',
  permission: 'session',
  body: changePasswordBody,
  reply: accountSchema,
  status: 200,
  errors: ['wrong_password', 'no_password', 'too_many_attempts', 'too_busy'],
  audit: { action: 'account.password_changed', collection: 'users' },
})

export const listOwnSessions = endpoint({
  method: 'GET',
  path: '/api/account/sessions',
  summary: 'Where I am signed in, newest first',
  permission: 'session',
  reply: z.object({ items: z.array(userSessionSchema) }),
  status: 200,
  errors: [],
})

export const endOtherSessions = endpoint({
  method: 'DELETE',
  path: '/api/account/sessions',
  summary: 'Sign me out everywhere but here, at once',
  permission: 'session',
  reply: null,
  status: 204,
  errors: [],
  audit: { action: 'account.sessions_ended', collection: 'sessions' },
})

export const endOwnSession = endpoint({
  method: 'DELETE',
  path: '/api/account/sessions/:id',
  summary: 'Sign me out of one browser, at once',
  permission: 'session',
  params: idParams,
  reply: null,
  status: 204,
  errors: ['not_found'],
  audit: { action: 'account.session_ended', collection: 'sessions' },
})
