import * as z from 'zod'
import { timestamp } from './list.ts'
import { signInWays } from './session.ts'

/** A browser that somebody is signed in with. Its id opens nothing: it is a fingerprint of what the cookie holds. */
export const userSessionSchema = z
  .object({
    id: z.string(),
    current: z.boolean().describe('The one that asks'),
    how: z.enum(signInWays).describe('`invitation`: by a one-time link'),
    address: z.string().nullable().describe('From where it began'),
    userAgent: z.string().nullable().describe('What the browser said of itself, cut to 200 characters'),
    createdAt: timestamp,
    lastSeenAt: timestamp.describe('To five minutes'),
    expiresAt: timestamp.describe('Moves on while it is used'),
  })
  .meta({ id: 'UserSession' })
export type UserSession = z.infer<typeof userSessionSchema>
