import type { Role } from '@patchbay/contracts/roles'
import { userEmail, userName } from '@patchbay/contracts/users'
import type { Deps } from '../../deps.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import { newId } from '../../new-id.ts'
import type { SignOnIdentity } from '../../oauth/single-sign-on.ts'
import { modify } from '../../records/modify.ts'
import { endSessionsOf } from '../../records/session.ts'
import type { UserRecord } from '../../records/user.ts'
import { userWithEmail } from '../../sign-in/accounts.ts'

type UserDeps = Pick<Deps, 'records' | 'store' | 'log'>

export async function userWithIdentity(
  { records }: Pick<Deps, 'records'>,
  { issuer, subject }: Pick<SignOnIdentity, 'issuer' | 'subject'>,
): Promise<UserRecord | null> {
  const { items } = await records.users.list({
    where: { 'identity.issuer': issuer, 'identity.subject': subject },
    sort: { by: 'createdAt', direction: 'asc' },
    limit: 1,
  })
  return items[0] ?? null
}

/** Only one that the provider has seen to work: an address that anybody may claim would open the account of another. */
function verifiedEmail({ claims }: SignOnIdentity): string | null {
  if (claims['email_verified'] !== true) return null
  return userEmail.safeParse(claims['email']).data ?? null
}

function nameIn({ claims, subject }: SignOnIdentity): string {
  const candidates = [claims['name'], claims['preferred_username'], claims['email'], subject]
  const names = candidates.map((each) => userName.safeParse(each).data)
  return names.find((each) => each !== undefined) ?? 'Somebody'
}

function newUser(identity: SignOnIdentity, role: Role, email: string | null): Omit<UserRecord, 'version'> {
  const { issuer, subject } = identity
  return {
    id: newId('usr'),
    name: nameIn(identity),
    email,
    role,
    status: 'active',
    passwordHash: null,
    identity: { issuer, subject },
    createdAt: new Date().toISOString(),
    createdBy: null,
    lastSignInAt: null,
  }
}

async function isLastOwner({ records }: UserDeps, { role, status }: UserRecord): Promise<boolean> {
  if (role !== 'owner' || status !== 'active') return false
  const where = { role: 'owner', status: 'active' }
  const { total } = await records.users.list({ where, sort: { by: 'name', direction: 'asc' }, limit: 1 })
  return total <= 1
}

/** What the claim says, but for the last owner: without one nobody could change anything. */
async function roleFor(deps: UserDeps, user: UserRecord, told: Role): Promise<Role> {
  if (told === 'owner' || !(await isLastOwner(deps, user))) return told
  deps.log.warn({ user: user.id, told }, 'the last owner stays one, though single sign-on says otherwise')
  return 'owner'
}

async function updated(deps: UserDeps, user: UserRecord, told: UserRecord): Promise<UserRecord> {
  if (user.status === 'disabled') {
    throw new HttpProblem(
      'user_disabled',
      'Your account is disabled. Ask an owner of this Patchbay to enable it.',
    )
  }
  const role = await roleFor(deps, user, told.role)
  const { identity = null, email } = told
  const change = { role, identity, status: 'active' as const, link: null }
  const after = await modify<UserRecord>(deps.records.users, user.id, (current) => ({
    ...current,
    ...change,
    email: current.email ?? email,
  }))
  if (after === null) throw new HttpProblem('not_found', 'Your account was deleted a moment ago. Try again.')
  if (role !== user.role) await endSessionsOf(deps.records.sessions, user.id)
  return after
}

/**
 * Whom the provider vouches for: known by it from before, or by a verified email, or somebody new. The role is what it
 * says this time.
 *
 * @throws HttpProblem `user_disabled`; StoreError
 */
export function knownUser(deps: UserDeps, identity: SignOnIdentity, role: Role): Promise<UserRecord> {
  return deps.store.withLock('owners', async () => {
    const email = verifiedEmail(identity)
    const known = await userWithIdentity(deps, identity)
    const holder = email === null ? null : await userWithEmail(deps, email)
    const isFree = holder === null || holder.id === known?.id
    const told = { ...newUser(identity, role, isFree ? email : null), version: 0 }
    // An address that has passed to somebody else at the provider opens nothing.
    const linked = holder !== null && (holder.identity ?? null) === null ? holder : null
    const user = known ?? linked
    if (user !== null) return updated(deps, user, told)
    const { version: _none, ...record } = told
    return deps.records.users.insert(record)
  })
}
