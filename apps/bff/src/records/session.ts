import type { SignInWay } from '@patchbay/contracts/session'
import type { UserSession } from '@patchbay/contracts/user-sessions'
import type { Collection, CollectionDefinition, StoredRecord } from '../stores/store.ts'

/** A signed-in browser. The id is a keyed hash of the cookie's token, so a copy of the data signs nobody in. */
export interface SessionRecord extends StoredRecord {
  readonly userId: string
  readonly createdAt: string
  /** Moves on while the session is used. */
  readonly expiresAt: string
  readonly lastSeenAt: string
  readonly how: SignInWay
  /** Where it began. */
  readonly address: string | null
  readonly userAgent: string | null
  /** Of the session at the provider of single sign-on, where it names one. */
  readonly sid?: string | null
}

export const sessions: CollectionDefinition<SessionRecord> = {
  name: 'sessions',
  unique: [],
  searchable: [],
  filterable: ['userId', 'sid'],
  sortable: ['createdAt'],
  expiresBy: 'expiresAt',
}

/** Those of a user that may still be alive, newest first. */
export async function sessionsOf(
  collection: Collection<SessionRecord>,
  userId: string,
): Promise<SessionRecord[]> {
  const found: SessionRecord[] = []
  let after: string | null = null
  do {
    const page = await collection.list({
      where: { userId },
      sort: { by: 'createdAt', direction: 'desc' },
      ...(after === null ? {} : { after }),
      limit: 200,
    })
    found.push(...page.items)
    after = page.next
  } while (after !== null)
  const now = Date.now()
  return found.filter(({ expiresAt }) => Date.parse(expiresAt) > now)
}

/** Ends all of a user's but one, at once: their open streams end with them. @returns how many */
export async function endSessionsOf(
  collection: Collection<SessionRecord>,
  userId: string,
  but?: string,
): Promise<number> {
  const ending = (await sessionsOf(collection, userId)).filter(({ id }) => id !== but)
  const ended = await Promise.all(ending.map(({ id }) => collection.take(id)))
  return ended.filter((each) => each !== null).length
}

export function presentSession({ userId: _, ...session }: SessionRecord, current: string): UserSession {
  return { ...session, current: session.id === current }
}
