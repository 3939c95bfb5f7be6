import type { SecondFactor } from '@patchbay/contracts/error'
import { HttpProblem } from '../../http/http-problem.ts'
import type { UserRecord } from '../../records/user.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { hasTotp, takeCode } from '../../sign-in/totp.ts'

interface Proof {
  readonly code?: string | undefined
}

function factorsOf(user: UserRecord): SecondFactor[] {
  return hasTotp(user) ? ['code'] : []
}

/**
 * What stands behind the password, where the user has set something up.
 *
 * @throws HttpProblem `second_factor_required`, `wrong_code`, `too_many_attempts`
 */
export async function checkSecondFactor(deps: SignInDeps, user: UserRecord, { code }: Proof): Promise<void> {
  const factors = factorsOf(user)
  if (factors.length === 0) return
  if (code === undefined) {
    throw new HttpProblem('second_factor_required', 'Write the code of your authenticator app as well.', {
      factors,
    })
  }
  await deps.limits.code.run(user.id, () => takeCode(deps, { userId: user.id, code }))
}
