import type { Deps } from '../../deps.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { modify } from '../../records/modify.ts'
import { isLive, signInLinkId, type SignInLinkRecord } from '../../records/sign-in-link.ts'

type VisitDeps = Pick<Deps, 'records'>

/** What somebody finds who opens a link. A link that was withdrawn is not told from one that never was. */
export type Visit =
  | { readonly standing: 'live'; readonly link: SignInLinkRecord; readonly connection: ConnectionRecord }
  | { readonly standing: 'unknown' | 'used' | 'expired' | 'online' }

export async function visit({ records }: VisitDeps, secret: string): Promise<Visit> {
  const link = await records.signInLinks.get(signInLinkId(secret))
  const connection = link === null ? null : await records.connections.get(link.connectionId)
  if (link === null || connection === null) return { standing: 'unknown' }
  if (link.usedBy !== null) return { standing: 'used' }
  if (!isLive(link)) return { standing: 'expired' }
  return connection.status === 'online' ? { standing: 'online' } : { standing: 'live', link, connection }
}

/** Looking uses nothing up: what asks first is often a scanner of mail. */
export async function noteOpened({ records }: VisitDeps, { id, openedAt }: SignInLinkRecord): Promise<void> {
  if (openedAt !== null) return
  const now = new Date().toISOString()
  await modify<SignInLinkRecord>(records.signInLinks, id, (current) =>
    current.openedAt === null ? { ...current, openedAt: now } : null,
  )
}
