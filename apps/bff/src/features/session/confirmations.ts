import { HttpProblem, invalidValue } from '../../http/http-problem.ts'
import type { UserRecord } from '../../records/user.ts'
import type { Confirm } from '../../sign-in/confirm.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { isPassword } from './password.ts'

/** So long after signing in it is taken for granted that the same person sits there. */
const freshMinutes = 15

async function requirePassword(deps: SignInDeps, user: UserRecord, password: string): Promise<void> {
  await deps.limits.ownPassword.run(user.id, async () => {
    if (user.passwordHash !== null && (await isPassword(password, user.passwordHash))) return
    const message = 'This is not your password. Check it and try again.'
    throw new HttpProblem('wrong_password', message, { errors: [{ path: 'password', message }] })
  })
}

async function requireFreshSession({ records }: SignInDeps, sessionId: string): Promise<void> {
  const session = await records.sessions.get(sessionId)
  const signedInAt = session === null ? 0 : Date.parse(session.createdAt)
  if (Date.now() - signedInAt < freshMinutes * 60_000) return
  const detail = `You signed in more than ${freshMinutes} minutes ago. Sign in again to do this.`
  throw new HttpProblem('not_permitted', detail)
}

export function confirmations(deps: SignInDeps): Confirm {
  return {
    async byPassword({ userId }, password) {
      const user = await deps.records.users.get(userId)
      if (user === null || user.passwordHash === null) {
        const detail =
          'You sign in without a password, by single sign-on, which looks after all other proofs.'
        throw new HttpProblem('not_permitted', detail)
      }
      await requirePassword(deps, user, password)
      return user
    },

    async byAnyProof({ userId, sessionId }, password) {
      const user = await deps.records.users.get(userId)
      if (user === null || user.passwordHash === null) return requireFreshSession(deps, sessionId)
      if (password === undefined) throw invalidValue('password', 'Write your password to do this.')
      return requirePassword(deps, user, password)
    },
  }
}
