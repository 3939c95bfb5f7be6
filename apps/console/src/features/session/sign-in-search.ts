import * as z from 'zod'

/** Where to go after signing in. Only places of this console: an address of elsewhere would be an open redirect. */
const wayBack = z
  .string()
  .max(4000)
  .regex(/^\/(?![/\\])/)
  .refine((path) => !path.startsWith('/sign-in') && !path.startsWith('/setup') && !path.startsWith('/invite'))

export const signInSearch = z.object({
  to: wayBack.optional().catch(undefined),
  /** Set where a session ended while it was in use. */
  ended: z.enum(['1']).optional().catch(undefined),
})
