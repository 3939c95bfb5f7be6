import { createHash } from 'node:crypto'
import { signInLinkPrefix } from '@patchbay/contracts/sign-in-links'
import type { Collection, CollectionDefinition, StoredRecord } from '../stores/store.ts'

/** A link by which somebody signs a connection in. The id is made of its secret's SHA-256: a copy of the data opens none. */
export interface SignInLinkRecord extends StoredRecord {
  readonly connectionId: string
  /** Public URL that it was made at, and leads to. */
  readonly origin: string
  readonly createdAt: string
  readonly createdBy: string
  readonly expiresAt: string
  readonly openedAt: string | null
  /** The authorization that has used it up. */
  readonly usedBy: string | null
  /** What became of it can be told until then. */
  readonly purgeAt: string
}

export const signInLinks: CollectionDefinition<SignInLinkRecord> = {
  name: 'sign-in-links',
  unique: [],
  searchable: [],
  filterable: ['connectionId', 'usedBy'],
  sortable: ['createdAt'],
  expiresBy: 'purgeAt',
}

export function signInLinkId(secret: string): string {
  return signInLinkPrefix + createHash('sha256').update(secret).digest('base64url')
}

export function isLive({ usedBy, expiresAt }: SignInLinkRecord): boolean {
  return usedBy === null && Date.parse(expiresAt) > Date.now()
}

/** Those of a connection that nobody has used. */
export async function unusedLinksOf(
  links: Collection<SignInLinkRecord>,
  connectionId: string,
): Promise<SignInLinkRecord[]> {
  const where = { connectionId, usedBy: null }
  return (await links.list({ where, sort: { by: 'createdAt', direction: 'desc' }, limit: 200 })).items
}

/** Removes all of a connection's, used or not. */
export async function removeLinksOf(
  links: Collection<SignInLinkRecord>,
  connectionId: string,
): Promise<void> {
  const where = { connectionId }
  const page = await links.list({ where, sort: { by: 'createdAt', direction: 'desc' }, limit: 200 })
  for (const { id } of page.items) await links.take(id)
}
