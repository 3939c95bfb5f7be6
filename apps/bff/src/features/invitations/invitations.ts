import { hash, timingSafeEqual } from 'node:crypto'
import type { acceptInvitation } from '@patchbay/contracts/invitations'
import type { BodyOf } from '@patchbay/contracts/endpoint'
import type { Deps } from '../../deps.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import { modify } from '../../records/modify.ts'
import { endSessionsOf } from '../../records/session.ts'
import { noSecondFactors, type UserLinkPart, type UserRecord } from '../../records/user.ts'

type InvitationDeps = Pick<Deps, 'records'>

export interface Invited {
  readonly user: UserRecord
  readonly link: UserLinkPart
}

/** @throws HttpProblem `invalid_value` where it would soon be guessed, `too_busy` */
export type HashPassword = (password: string, holder: Pick<UserRecord, 'name' | 'email'>) => Promise<string>

const wrongLink = () =>
  new HttpProblem(
    'wrong_link',
    'This link was used before, is older than seven days, or was replaced by another one. Ask an owner of this Patchbay for a new one.',
  )

function isSame(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)]
  return first.length === second.length && timingSafeEqual(first, second)
}

/** The link that a token opens; null where it opens none of this user's. */
function openedBy(user: UserRecord, secret: string): UserLinkPart | null {
  const { link = null, status } = user
  if (link === null || status === 'disabled' || Date.parse(link.expiresAt) <= Date.now()) return null
  return isSame(hash('sha256', secret, 'base64url'), link.secretHash) ? link : null
}

function partsOf(token: string): { id: string; secret: string } {
  const at = token.indexOf('.')
  const parts = { id: token.slice(0, at), secret: token.slice(at + 1) }
  // What no record may be called is no question to the store.
  if (!/^usr_[\w-]+$/.test(parts.id)) throw wrongLink()
  return parts
}

/** @throws HttpProblem `wrong_link` */
export async function findInvited({ records }: InvitationDeps, token: string): Promise<Invited> {
  const { id, secret } = partsOf(token)
  const user = await records.users.get(id)
  const link = user === null ? null : openedBy(user, secret)
  if (user === null || link === null) throw wrongLink()
  return { user, link }
}

/**
 * The password is set and the link used up in one write: of two who open it only one gets in, and no crash loses the
 * link without setting the password. Whoever was signed in by the old password is signed out.
 *
 * @throws HttpProblem `wrong_link`, `invalid_value`, `too_busy`
 */
export async function acceptLink(
  deps: InvitationDeps,
  { token, name, password }: BodyOf<typeof acceptInvitation>,
  hashPassword: HashPassword,
): Promise<UserRecord> {
  const { user } = await findInvited(deps, token)
  const passwordHash = await hashPassword(password, { ...user, name: name ?? user.name })
  const accepted = await modify<UserRecord>(deps.records.users, user.id, (current) => {
    if (openedBy(current, partsOf(token).secret) === null) throw wrongLink()
    return {
      ...current,
      name: name ?? current.name,
      status: 'active',
      passwordHash,
      link: null,
      ...noSecondFactors,
    }
  })
  if (accepted === null) throw wrongLink()
  await endSessionsOf(deps.records.sessions, accepted.id)
  return accepted
}
