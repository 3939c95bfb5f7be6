import * as z from 'zod'
import { endpoint } from './endpoint.ts'

/** What the page in front of the console offers. Of who has an account it says nothing. */
export const signInOptionsSchema = z
  .object({
    email: z.boolean().describe('Whether an email must be written beside the password'),
    password: z.boolean().describe('Whether one may sign in with a password at all'),
    passkeys: z.boolean().describe('Whether somebody has one'),
    sso: z
      .object({ label: z.string() })
      .nullable()
      .describe('Who else vouches for users, in the words of a button; null: nobody'),
  })
  .meta({ id: 'SignInOptions' })
export type SignInOptions = z.infer<typeof signInOptionsSchema>

/** Where a browser goes to sign in by single sign-on; `?to=` is the page of the console that it comes back to. */
export const signOnPath = '/sign-in/oidc'

export const getSignInOptions = endpoint({
  method: 'GET',
  path: '/api/sign-in',
  summary: 'How one can sign in here',
  permission: 'anyone',
  reply: signInOptionsSchema,
  status: 200,
  errors: [],
})
