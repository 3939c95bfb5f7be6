import type { inviteUserBody, updateUserBody } from '@patchbay/contracts/users'
import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { HttpProblem, notFound } from '../../http/http-problem.ts'
import { newId } from '../../new-id.ts'
import { modify } from '../../records/modify.ts'
import { endSessionsOf } from '../../records/session.ts'
import type { UserRecord } from '../../records/user.ts'
import { newUserLink } from './user-link.ts'

type UserDeps = Pick<Deps, 'records' | 'store'>

export interface WithToken {
  readonly user: UserRecord
  /** Of the one-time link; it is answered here and nowhere else. */
  readonly token: string
  readonly expiresAt: string
}

/** @throws HttpProblem `not_found` */
export async function requireUser({ records }: Pick<Deps, 'records'>, id: string): Promise<UserRecord> {
  const user = await records.users.get(id)
  if (user === null) throw notFound('user')
  return user
}

/** Of several users each signs in by an address: whoever brings in the second one needs one, too. */
async function requireOwnEmail({ records }: UserDeps, ownerId: string): Promise<void> {
  const owner = await records.users.get(ownerId)
  if (owner?.email !== null) return
  throw new HttpProblem(
    'email_missing',
    'As soon as there are several users, each signs in with an email address. Write yours on your account page, then invite others.',
  )
}

/** @throws HttpProblem `email_missing`; StoreError `name_taken` */
export async function inviteUser(
  deps: UserDeps,
  { name, email, role }: z.output<typeof inviteUserBody>,
  ownerId: string,
): Promise<WithToken> {
  await requireOwnEmail(deps, ownerId)
  const id = newId('usr')
  const { token, link } = newUserLink(id, ownerId)
  const user = await deps.records.users.insert({
    id,
    name,
    email,
    role,
    status: 'invited',
    passwordHash: null,
    createdAt: link.createdAt,
    createdBy: ownerId,
    lastSignInAt: null,
    link,
  })
  return { user, token, expiresAt: link.expiresAt }
}

/** In place of whichever is out. @throws HttpProblem `not_found`, `user_disabled` */
export async function renewLink({ records }: UserDeps, id: string, ownerId: string): Promise<WithToken> {
  const { token, link } = newUserLink(id, ownerId)
  const user = await modify<UserRecord>(records.users, id, (current) => {
    if (current.status === 'disabled') {
      throw new HttpProblem('user_disabled', `${current.name} is disabled. Enable the user first.`)
    }
    return { ...current, link }
  })
  if (user === null) throw notFound('user')
  return { user, token, expiresAt: link.expiresAt }
}

const isActiveOwner = ({ role, status }: UserRecord) => role === 'owner' && status === 'active'

async function requireAnotherOwner({ records }: UserDeps): Promise<void> {
  const where = { role: 'owner', status: 'active' }
  const { total } = await records.users.list({ where, sort: { by: 'name', direction: 'asc' }, limit: 1 })
  if (total > 1) return
  throw new HttpProblem(
    'last_owner',
    'This is the last owner who can sign in; without one nobody could invite or change users. Make somebody else an owner first.',
  )
}

/** Held by whoever may take an owner away, so that of two who take each other away one is refused. */
function withOwners<T>({ store }: UserDeps, fn: () => Promise<T>): Promise<T> {
  return store.withLock('owners', fn)
}

function statusAfter(user: UserRecord, disabled: boolean | undefined): UserRecord['status'] {
  if (disabled === undefined) return user.status
  if (disabled) return 'disabled'
  if (user.status !== 'disabled') return user.status
  return user.passwordHash === null && user.lastSignInAt === null ? 'invited' : 'active'
}

function changed(
  user: UserRecord,
  { name, email, role, disabled }: z.output<typeof updateUserBody>,
): UserRecord {
  const status = statusAfter(user, disabled)
  return {
    ...user,
    name: name ?? user.name,
    email: email ?? user.email,
    role: role ?? user.role,
    status,
    link: status === 'disabled' ? null : (user.link ?? null),
  }
}

/**
 * Sessions read the user at every call, so that nothing is open any more once the write is durable; ending them closes
 * the streams, too.
 *
 * @throws HttpProblem `not_found`, `last_owner`; StoreError `name_taken`, `stale_version`
 */
export function updateUser(
  deps: UserDeps,
  id: string,
  change: z.output<typeof updateUserBody>,
): Promise<{ before: UserRecord; after: UserRecord }> {
  return withOwners(deps, async () => {
    const before = await requireUser(deps, id)
    const wanted = changed(before, change)
    if (isActiveOwner(before) && !isActiveOwner(wanted)) await requireAnotherOwner(deps)
    const after = await deps.records.users.update({ ...wanted, version: change.version })
    const isOther = before.role !== after.role || before.status !== after.status
    if (isOther) await endSessionsOf(deps.records.sessions, id)
    return { before, after }
  })
}

/** @throws HttpProblem `not_found`, `last_owner` */
export function deleteUser(deps: UserDeps, id: string): Promise<void> {
  return withOwners(deps, async () => {
    if (isActiveOwner(await requireUser(deps, id))) await requireAnotherOwner(deps)
    await deps.records.users.delete(id)
    await endSessionsOf(deps.records.sessions, id)
  })
}
