import type { SecondFactor } from '@patchbay/contracts/error'
import { HttpProblem } from '../../http/http-problem.ts'
import type { UserRecord } from '../../records/user.ts'
import { wrongPasskey } from '../../sign-in/challenges.ts'
import { checkPasskey, hostOf, type PasskeyProof, passkeysAt } from '../../sign-in/passkeys.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { hasTotp, takeCode } from '../../sign-in/totp.ts'

export interface Proof {
  readonly code?: string | undefined
  readonly passkey?: PasskeyProof | undefined
  /** Of the page that asks: a passkey serves one host only. */
  readonly origin: string
}

function factorsOf(user: UserRecord, origin: string): SecondFactor[] {
  return [
    ...(hasTotp(user) ? (['code'] as const) : []),
    ...(passkeysAt(user, hostOf(origin)).length > 0 ? (['passkey'] as const) : []),
  ]
}

const wordsFor: Record<string, string> = {
  code: 'Write the code of your authenticator app as well.',
  passkey: 'Show one of your passkeys as well.',
  'code passkey': 'Write the code of your authenticator app as well, or show one of your passkeys.',
}

function isNeeded(user: UserRecord, factors: readonly SecondFactor[]): HttpProblem {
  const hosts = (user.passkeys ?? []).map(({ host }) => host).join(', ')
  const elsewhere = `Your passkeys belong to ${hosts}. Sign in there, or ask an owner for a new sign-in link.`
  const detail = wordsFor[factors.join(' ')] ?? elsewhere
  return new HttpProblem('second_factor_required', detail, { factors })
}

async function checkOwnPasskey(deps: SignInDeps, user: UserRecord, proof: PasskeyProof): Promise<void> {
  const { id } = await checkPasskey(deps, proof)
  if (id !== user.id) throw wrongPasskey()
}

/**
 * What stands behind the password, where the user has set something up.
 *
 * @throws HttpProblem `second_factor_required`, `wrong_code`, `wrong_passkey`, `too_many_attempts`
 */
export async function checkSecondFactor(
  deps: SignInDeps,
  user: UserRecord,
  { code, passkey, origin }: Proof,
): Promise<void> {
  if (!hasTotp(user) && (user.passkeys ?? []).length === 0) return
  const factors = factorsOf(user, origin)
  if (passkey !== undefined && factors.includes('passkey')) return checkOwnPasskey(deps, user, passkey)
  if (code === undefined || !factors.includes('code')) throw isNeeded(user, factors)
  await deps.limits.code.run(user.id, () => takeCode(deps, { userId: user.id, code }))
}
