import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams, pageOf, pageQuery, recordVersion, timestamp } from './list.ts'
import { roleSchema } from './roles.ts'
import { userSessionSchema } from './user-sessions.ts'

/** A one-time link of a user can be used for this long. */
export const userLinkLifetimeMs = 7 * 24 * 60 * 60 * 1000

export const userStatuses = ['invited', 'active', 'disabled'] as const

/** People need not have names of their own: two may be called Kim. */
export const userName = z
  .string('Write a name.')
  .normalize('NFC')
  .trim()
  .min(1, 'Write a name.')
  .max(200, 'Write a name of at most 200 characters.')
  // oxlint-disable-next-line no-control-regex -- control characters are what this refuses
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'Write a name without line breaks or control characters.')

/** As it is compared: in lower case, after Unicode normalisation. */
export const userEmail = z
  .string('Write an email address.')
  .max(254, 'Write an email address of at most 254 characters.')
  .normalize('NFKC')
  .trim()
  .toLowerCase()
  .pipe(z.email('Write an email address, such as kim@example.com.'))

export const userSchema = z
  .object({
    id: z.string(),
    version: z.number().int(),
    name: z.string(),
    email: z.string().nullable().describe('null: not written yet, as for the first user'),
    role: roleSchema,
    status: z.enum(userStatuses).describe('`invited` until the one-time link is used'),
    createdAt: timestamp,
    createdBy: z.string().nullable().describe('null: at the first start'),
    lastSignInAt: timestamp.nullable(),
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof userSchema>

export const userLinkSchema = z
  .object({
    url: z.string().describe('Shown once; whoever opens it first chooses the password'),
    expiresAt: timestamp,
  })
  .meta({ id: 'UserLink' })
export type UserLink = z.infer<typeof userLinkSchema>

export const inviteUserBody = z.strictObject({ name: userName, email: userEmail, role: roleSchema })

export const updateUserBody = z.strictObject({
  version: recordVersion,
  name: userName.optional(),
  email: userEmail.optional(),
  role: roleSchema.optional(),
  disabled: z.boolean('Write true or false.').optional().describe('true: signed out and kept out, at once'),
})

export const listUsers = endpoint({
  method: 'GET',
  path: '/api/users',
  summary: 'List users',
  permission: 'administer',
  query: z.strictObject({
    ...pageQuery,
    role: roleSchema.optional(),
    status: z.enum(userStatuses, 'Choose invited, active or disabled.').optional(),
  }),
  reply: pageOf(userSchema),
  status: 200,
  errors: [],
})

export const inviteUser = endpoint({
  method: 'POST',
  path: '/api/users',
  summary: 'Invite a user; this answer is the only one that shows the one-time link',
  permission: 'administer',
  body: inviteUserBody,
  reply: userSchema.extend({ link: userLinkSchema }),
  status: 201,
  errors: ['name_taken', 'email_missing'],
  audit: { action: 'user.invited', collection: 'users' },
})

export const getUser = endpoint({
  method: 'GET',
  path: '/api/users/:id',
  summary: 'Read a user',
  permission: 'administer',
  params: idParams,
  reply: userSchema,
  status: 200,
  errors: ['not_found'],
})

export const updateUser = endpoint({
  method: 'PATCH',
  path: '/api/users/:id',
  summary: 'Change a user; another role, or being disabled, ends the sessions of the user at once',
  permission: 'administer',
  params: idParams,
  body: updateUserBody,
  reply: userSchema,
  status: 200,
  errors: ['not_found', 'name_taken', 'stale_version', 'last_owner'],
  audit: { action: 'user.changed', collection: 'users' },
})

export const deleteUser = endpoint({
  method: 'DELETE',
  path: '/api/users/:id',
  summary: 'Delete a user, who is signed out at once',
  permission: 'administer',
  params: idParams,
  reply: null,
  status: 204,
  errors: ['not_found', 'last_owner'],
  audit: { action: 'user.deleted', collection: 'users' },
})

export const createUserLink = endpoint({
  method: 'POST',
  path: '/api/users/:id/link',
  summary: 'Make a one-time link, in place of an earlier one, by which the user chooses a new password',
  permission: 'administer',
  params: idParams,
  reply: userLinkSchema,
  status: 200,
  errors: ['not_found', 'user_disabled'],
  audit: { action: 'user.link_created', collection: 'users' },
})

export const listUserSessions = endpoint({
  method: 'GET',
  path: '/api/users/:id/sessions',
  summary: 'Where a user is signed in, newest first',
  permission: 'administer',
  params: idParams,
  reply: z.object({ items: z.array(userSessionSchema) }),
  status: 200,
  errors: ['not_found'],
})

export const endUserSessions = endpoint({
  method: 'DELETE',
  path: '/api/users/:id/sessions',
  summary: 'Sign a user out everywhere, at once',
  permission: 'administer',
  params: idParams,
  reply: null,
  status: 204,
  errors: ['not_found'],
  audit: { action: 'user.sessions_ended', collection: 'users' },
})

export const endUserSession = endpoint({
  method: 'DELETE',
  path: '/api/users/:id/sessions/:sessionId',
  summary: 'Sign a user out of one browser, at once',
  permission: 'administer',
  params: idParams.extend({ sessionId: z.string().max(100) }),
  reply: null,
  status: 204,
  errors: ['not_found'],
  audit: { action: 'user.session_ended', collection: 'users' },
})
