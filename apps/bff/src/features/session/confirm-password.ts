import { HttpProblem } from '../../http/http-problem.ts'
import type { UserRecord } from '../../records/user.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { isPassword } from './password.ts'

/**
 * That it is still the user who sits there, before a new way in is set up.
 *
 * @throws HttpProblem `wrong_password`, `too_many_attempts`, `not_permitted` where there is no password
 */
export async function confirmPassword(
  deps: SignInDeps,
  userId: string,
  password: string,
): Promise<UserRecord> {
  const user = await deps.records.users.get(userId)
  const passwordHash = user?.passwordHash ?? null
  if (user === null || passwordHash === null) {
    const detail = 'You sign in without a password, by single sign-on, which looks after all other proofs.'
    throw new HttpProblem('not_permitted', detail)
  }
  return deps.limits.password.run(user.id, async () => {
    if (await isPassword(password, passwordHash)) return user
    throw new HttpProblem('wrong_password', 'The password is not right.')
  })
}
