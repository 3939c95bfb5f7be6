import type { SignInWay } from '@patchbay/contracts/session'
import type { Deps } from '../../deps.ts'
import type { Browser } from '../../http/browser.ts'
import type { SessionCaller } from '../../http/caller.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import { randomToken } from '../../new-id.ts'
import { modify } from '../../records/modify.ts'
import type { SessionRecord } from '../../records/session.ts'
import type { UserRecord } from '../../records/user.ts'

const hourMs = 3_600_000
/** A session ends when unused for this long, … */
const idleMs = 12 * hourMs
/** … and in any case after this. */
const absoluteMs = 7 * 24 * hourMs
/** Its use is written down at most this often. */
const touchEveryMs = 5 * 60_000

type SessionDeps = Pick<Deps, 'records' | 'vault'>

function recordId({ vault }: SessionDeps, token: string): string {
  return `ses_${vault.derive('session-cookies').mac(token)}`
}

function expiry(createdAt: string, now: number): string {
  return new Date(Math.min(now + idleMs, Date.parse(createdAt) + absoluteMs)).toISOString()
}

/** By what somebody signed in, and where. */
export interface SignInFacts extends Browser {
  readonly how: SignInWay
  readonly sid?: string | null
}

/** Sign-ins survive that another key comes first: those of before are named by the mac of an older one. */
async function findRecord(deps: SessionDeps, token: string): Promise<SessionRecord | null> {
  for (const mac of deps.vault.derive('session-cookies').macs(token)) {
    const found = await deps.records.sessions.get(`ses_${mac}`)
    if (found !== null) return found
  }
  return null
}

/** Who has proved to be the user, and by what password the account was guarded then. */
export type Proved = Pick<UserRecord, 'id' | 'passwordHash'>

/** @returns whether the account is still as it was when the proof was looked at */
async function noteSignIn({ records }: SessionDeps, proved: Proved, at: string): Promise<boolean> {
  let isSame = false
  await modify<UserRecord>(records.users, proved.id, (user) => {
    isSame = user.status === 'active' && user.passwordHash === proved.passwordHash
    return isSame ? { ...user, lastSignInAt: at } : null
  })
  return isSame
}

/**
 * A new session; the token goes into the cookie and nowhere else. Whoever changes the password, or disables the user,
 * ends the sessions that there are by then: one that comes a moment later ends itself.
 *
 * @throws HttpProblem `stale_version`
 */
export async function startSession(
  deps: SessionDeps,
  user: Proved,
  { how, address, userAgent, sid = null }: SignInFacts,
): Promise<{ token: string; session: SessionRecord }> {
  const token = randomToken()
  const now = Date.now()
  const createdAt = new Date(now).toISOString()
  const session = await deps.records.sessions.insert({
    id: recordId(deps, token),
    userId: user.id,
    createdAt,
    lastSeenAt: createdAt,
    expiresAt: expiry(createdAt, now),
    how,
    address,
    userAgent,
    sid,
  })
  if (!(await noteSignIn(deps, user, createdAt))) {
    await deps.records.sessions.take(session.id)
    throw new HttpProblem('stale_version', 'Your account was changed at this moment. Sign in again.')
  }
  return { token, session }
}

async function touch({ records }: SessionDeps, session: SessionRecord, now: number): Promise<void> {
  if (now - Date.parse(session.lastSeenAt) < touchEveryMs) return
  await modify(records.sessions, session.id, (current) => ({
    ...current,
    lastSeenAt: new Date(now).toISOString(),
    expiresAt: expiry(current.createdAt, now),
  })).catch(() => null)
}

/** Who a session cookie stands for; null where it ended, expired or never was. */
export async function findSession(deps: SessionDeps, token: string): Promise<SessionCaller | null> {
  const session = await findRecord(deps, token)
  const now = Date.now()
  if (session === null || Date.parse(session.expiresAt) <= now) return null
  const user = await deps.records.users.get(session.userId)
  if (user === null || user.status !== 'active') return null
  await touch(deps, session, now)
  return { kind: 'session', userId: user.id, userName: user.name, role: user.role, sessionId: session.id }
}

export async function endSession(deps: SessionDeps, token: string): Promise<void> {
  const session = await findRecord(deps, token)
  if (session !== null) await deps.records.sessions.take(session.id)
}
