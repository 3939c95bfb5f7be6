import { invalidValue, HttpProblem } from '../../http/http-problem.ts'
import { randomToken } from '../../new-id.ts'
import type { UserRecord } from '../../records/user.ts'
import { foldEmail, userWithEmail, usersWithPassword } from '../../sign-in/accounts.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { hashPassword, isPassword } from './password.ts'
import { checkSecondFactor, type Proof } from './second-factor.ts'
import { findAdministrator } from './setup.ts'

interface Given extends Proof {
  readonly email?: string | undefined
  readonly password: string
}

/** Whose account it would be, and under which name its failures are counted. */
interface Candidate {
  readonly user: UserRecord | null
  readonly account: string
}

let standIn: string | undefined

/** What is compared with where there is no account, so that the answer takes as long. */
async function hashOfNobody(): Promise<string> {
  standIn ??= await hashPassword(randomToken())
  return standIn
}

async function onlyUser(deps: SignInDeps): Promise<Candidate> {
  const [user, other] = await usersWithPassword(deps, 2)
  if (other !== undefined) throw invalidValue('email', 'Write your email address.')
  if (user !== undefined) return { user, account: user.id }
  if ((await findAdministrator(deps)) !== null) return { user: null, account: '' }
  throw new HttpProblem(
    'wrong_password',
    'There is no administrator yet. Open the setup link printed at the start.',
  )
}

async function candidateFor(deps: SignInDeps, email: string | undefined): Promise<Candidate> {
  if (email === undefined) return onlyUser(deps)
  const user = await userWithEmail(deps, email)
  return { user, account: user?.id ?? foldEmail(email) }
}

async function verified({ user }: Candidate, { email, password }: Given): Promise<UserRecord> {
  const passwordHash = user?.passwordHash ?? null
  const isRight = await isPassword(password, passwordHash ?? (await hashOfNobody()))
  if (isRight && passwordHash !== null && user?.status === 'active') return user
  const what = email === undefined ? 'The password' : 'The email or the password'
  throw new HttpProblem('wrong_password', `${what} is not right.`)
}

/** @throws HttpProblem `password_sign_in_off` */
export function requirePasswordSignIn({ passwordSignIn, singleSignOn }: SignInDeps): void {
  if (passwordSignIn) return
  const by = singleSignOn?.label ?? 'single sign-on'
  throw new HttpProblem('password_sign_in_off', `Nobody signs in here with a password. Sign in by ${by}.`)
}

/**
 * The user who has proved to be the one; an account that nobody has is not told from a wrong password.
 *
 * @throws HttpProblem `wrong_password`, `second_factor_required`, `wrong_code`, `wrong_passkey`, `too_many_attempts`,
 *   `invalid_value` where an email is needed
 */
export async function checkPassword(deps: SignInDeps, given: Given): Promise<UserRecord> {
  requirePasswordSignIn(deps)
  const candidate = await candidateFor(deps, given.email)
  return deps.limits.password.run(candidate.account, async () => {
    const user = await verified(candidate, given)
    await checkSecondFactor(deps, user, given)
    return user
  })
}
