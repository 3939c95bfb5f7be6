import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams, timestamp } from './list.ts'

/** A sign-in link can be used for this long. */
export const signInLinkLifetimeMs = 24 * 60 * 60 * 1000

/** How the id of every sign-in link begins, which the audit log names as the actor of what is done by it. */
export const signInLinkPrefix = 'link_'

/** A link by which somebody without an account here signs a connection in. The link itself is not stored. */
export const signInLinkSchema = z
  .object({
    createdAt: timestamp,
    expiresAt: timestamp,
    createdBy: z.string(),
    openedAt: timestamp
      .nullable()
      .describe('When its page was first asked for; scanners of mail and chat do so, too'),
  })
  .meta({ id: 'SignInLink' })
export type SignInLink = z.infer<typeof signInLinkSchema>

export const createSignInLink = endpoint({
  method: 'POST',
  path: '/api/connections/:id/sign-in-link',
  summary: 'Make a sign-in link, in place of an earlier one; this answer is the only one that shows it',
  permission: 'manage',
  params: idParams,
  reply: signInLinkSchema.extend({ url: z.string().describe('Shown once') }),
  status: 200,
  errors: ['not_found', 'invalid_value'],
  audit: { action: 'sign_in_link.created', collection: 'connections' },
})

export const getSignInLink = endpoint({
  method: 'GET',
  path: '/api/connections/:id/sign-in-link',
  summary: 'The sign-in link of a connection that can still be used',
  permission: 'manage',
  params: idParams,
  reply: signInLinkSchema,
  status: 200,
  errors: ['not_found'],
})

export const withdrawSignInLink = endpoint({
  method: 'DELETE',
  path: '/api/connections/:id/sign-in-link',
  summary: 'Withdraw the sign-in link, at once, also where somebody is about to use it',
  permission: 'manage',
  params: idParams,
  reply: null,
  status: 204,
  errors: ['not_found'],
  audit: { action: 'sign_in_link.withdrawn', collection: 'connections' },
})
