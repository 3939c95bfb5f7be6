import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { timestamp } from './list.ts'
import { roleSchema } from './roles.ts'
import { newPassword } from './session.ts'
import { userName } from './users.ts'

const token = z.string('Pass the token of the link.').min(1).max(200).describe('Behind `#token=` in the link')

/** Whom a one-time link is for. */
export const invitationSchema = z
  .object({
    name: z.string(),
    email: z.string().nullable(),
    role: roleSchema,
    isNew: z.boolean().describe('false: signed in before, and chooses a new password'),
    expiresAt: timestamp,
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof invitationSchema>

export const readInvitation = endpoint({
  method: 'POST',
  path: '/api/invitation/look',
  summary: 'Whom a one-time link is for; it stays good. A POST, so that its token is in no address',
  permission: 'anyone',
  body: z.strictObject({ token }),
  reply: invitationSchema,
  status: 200,
  errors: ['wrong_link', 'foreign_origin'],
  audit: { none: 'Nothing is changed, and the link is not used up.' },
})

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/api/invitation',
  summary: 'Choose a password by a one-time link, which is used up, and sign in',
  permission: 'anyone',
  body: z.strictObject({ token, name: userName.optional(), password: newPassword }),
  reply: z.object({ id: z.string(), name: z.string() }),
  status: 200,
  errors: ['wrong_link', 'stale_version', 'password_sign_in_off', 'foreign_origin', 'too_busy'],
  audit: { action: 'user.link_used', collection: 'users' },
})
