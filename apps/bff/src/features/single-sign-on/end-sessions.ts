import type { LogoutNotice } from '../../oauth/logout-token.ts'
import { type SessionRecord, sessionsOf } from '../../records/session.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { userWithIdentity } from './known-user.ts'

async function sessionsMeant(
  { records }: SignInDeps,
  { sid }: LogoutNotice,
  userId: string | null,
): Promise<SessionRecord[]> {
  const ofUser = userId === null ? [] : await sessionsOf(records.sessions, userId)
  if (sid === null) return ofUser.filter(({ how }) => how === 'sso')
  if (userId !== null) return ofUser.filter((session) => session.sid === sid)
  const page = await records.sessions.list({
    where: { sid },
    sort: { by: 'createdAt', direction: 'desc' },
    limit: 200,
  })
  return page.items
}

/** OpenID Connect Back-Channel Logout 1.0 section 2.7. @returns whose sessions were ended */
export async function endSessionsFor(deps: SignInDeps, notice: LogoutNotice): Promise<ReadonlySet<string>> {
  const { issuer, subject } = notice
  const user = subject === null ? null : await userWithIdentity(deps, { issuer, subject })
  if (subject !== null && user === null) return new Set()
  const meant = await sessionsMeant(deps, notice, user?.id ?? null)
  const ended = await Promise.all(meant.map(({ id }) => deps.records.sessions.take(id)))
  return new Set(ended.flatMap((session) => (session === null ? [] : [session.userId])))
}
