import { signInLinkLifetimeMs } from '@patchbay/contracts/sign-in-links'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../http/http-problem.ts'
import { randomToken } from '../../new-id.ts'
import { signInLinkPath } from '../../public-urls.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { isLive, signInLinkId, type SignInLinkRecord, unusedLinksOf } from '../../records/sign-in-link.ts'

type LinkDeps = Pick<Deps, 'records' | 'store'>

/** After its end it is still told for a week what became of it. */
const keepMs = 7 * 24 * 3_600_000

interface Making {
  readonly connectionId: string
  readonly userId: string
  /** Public URL of the page that asks. */
  readonly origin: string
  /** Refuses a connection that nobody can sign in to by a browser. */
  readonly check: (connection: ConnectionRecord) => Promise<void>
}

async function connectionOf({ records }: LinkDeps, id: string): Promise<ConnectionRecord> {
  const connection = await records.connections.get(id)
  if (connection === null) throw notFound('connection')
  return connection
}

/** A new link, in place of whichever is out. Its address is answered here and nowhere else. @throws HttpProblem */
export function createLink(
  deps: LinkDeps,
  { connectionId, userId, origin, check }: Making,
): Promise<{ url: string; record: SignInLinkRecord }> {
  return deps.store.withLock(`sign-in-link:${connectionId}`, async () => {
    await check(await connectionOf(deps, connectionId))
    const { signInLinks } = deps.records
    for (const { id } of await unusedLinksOf(signInLinks, connectionId)) await signInLinks.take(id)
    const secret = randomToken()
    const now = Date.now()
    const record = await signInLinks.insert({
      id: signInLinkId(secret),
      connectionId,
      origin,
      createdAt: new Date(now).toISOString(),
      createdBy: userId,
      expiresAt: new Date(now + signInLinkLifetimeMs).toISOString(),
      openedAt: null,
      usedBy: null,
      purgeAt: new Date(now + signInLinkLifetimeMs + keepMs).toISOString(),
    })
    return { url: `${origin}${signInLinkPath}/${secret}`, record }
  })
}

/** The one that can still be used. @throws HttpProblem `not_found` */
export async function liveLink(deps: LinkDeps, connectionId: string): Promise<SignInLinkRecord> {
  const connection = await connectionOf(deps, connectionId)
  const link = (await unusedLinksOf(deps.records.signInLinks, connectionId)).find(isLive)
  if (link === undefined || connection.status === 'online') throw notFound('sign-in link')
  return link
}

/** @throws HttpProblem `not_found` where none is out */
export async function withdrawLink(deps: LinkDeps, connectionId: string): Promise<void> {
  const links = await unusedLinksOf(deps.records.signInLinks, connectionId)
  const taken = await Promise.all(links.map(({ id }) => deps.records.signInLinks.take(id)))
  if (taken.every((each) => each === null)) throw notFound('sign-in link')
}
