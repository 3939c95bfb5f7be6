import type { changePasswordBody, updateAccountBody } from '@patchbay/contracts/account'
import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { HttpProblem, invalidValue, notFound } from '../../http/http-problem.ts'
import { modify } from '../../records/modify.ts'
import { endSessionsOf } from '../../records/session.ts'
import type { UserRecord } from '../../records/user.ts'

type AccountDeps = Pick<Deps, 'records'>

export interface Passwords {
  /** @throws HttpProblem `invalid_value` where it would soon be guessed, `too_busy` */
  hashPassword(password: string, holder: Pick<UserRecord, 'name' | 'email'>): Promise<string>
  isPassword(password: string, passwordHash: string): Promise<boolean>
}

/** @throws HttpProblem `not_found` */
export async function ownRecord({ records }: AccountDeps, id: string): Promise<UserRecord> {
  const user = await records.users.get(id)
  if (user === null) throw notFound('user')
  return user
}

/** @throws HttpProblem `wrong_password` */
async function requirePassword(
  passwords: Passwords,
  { passwordHash }: UserRecord,
  password: string,
): Promise<void> {
  if (passwordHash !== null && (await passwords.isPassword(password, passwordHash))) return
  const message = 'This is not your current password. Check it and try again.'
  throw new HttpProblem('wrong_password', message, { errors: [{ path: 'currentPassword', message }] })
}

/** @throws HttpProblem `wrong_password`, `invalid_value`; StoreError `name_taken`, `stale_version` */
export async function updateAccount(
  { records }: AccountDeps,
  { id, body, passwords }: { id: string; body: z.output<typeof updateAccountBody>; passwords: Passwords },
): Promise<UserRecord> {
  const { version, name, email, currentPassword } = body
  const user = await ownRecord({ records }, id)
  const replaces = email !== undefined && user.email !== null && email !== user.email
  // Who finds a browser signed in must not be able to make the account one's own.
  if (replaces && user.passwordHash !== null) {
    if (currentPassword === undefined) {
      throw invalidValue('currentPassword', 'Write your current password to change the email address.')
    }
    await requirePassword(passwords, user, currentPassword)
  }
  return records.users.update({ ...user, version, name: name ?? user.name, email: email ?? user.email })
}

/** @throws HttpProblem `no_password`, `wrong_password`, `invalid_value`, `too_busy` */
export async function changePassword(
  { records }: AccountDeps,
  { userId, sessionId }: { readonly userId: string; readonly sessionId: string },
  { body, passwords }: { body: z.output<typeof changePasswordBody>; passwords: Passwords },
): Promise<UserRecord> {
  const user = await ownRecord({ records }, userId)
  if (user.passwordHash === null) {
    throw new HttpProblem('no_password', 'You sign in without a password, so there is none to change.')
  }
  await requirePassword(passwords, user, body.currentPassword)
  const passwordHash = await passwords.hashPassword(body.password, user)
  const changed = await modify<UserRecord>(records.users, userId, (current) => {
    // Somebody changed it in between: what was checked is not the password any more.
    if (current.passwordHash !== user.passwordHash) {
      throw new HttpProblem('stale_version', 'The password was changed since. Sign in again.')
    }
    return { ...current, passwordHash, link: null }
  })
  if (changed === null) throw notFound('user')
  await endSessionsOf(records.sessions, userId, sessionId)
  return changed
}
