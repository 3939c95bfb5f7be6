import type { Deps } from '../deps.ts'
import { Challenges } from './challenges.ts'
import { FailureLimit } from './failure-limit.ts'

/** What the ways to sign in, and the accounts that choose among them, have in common. */
export interface SignInDeps extends Pick<
  Deps,
  'records' | 'store' | 'vault' | 'publicUrls' | 'log' | 'sandbox' | 'singleSignOn' | 'passwordSignIn'
> {
  readonly challenges: Challenges
  readonly limits: {
    readonly password: FailureLimit
    /** Also over a longer time, since a million codes are few. */
    readonly code: FailureLimit
    /** Of who is signed in: whoever guesses at the sign-in page does not keep them out of their account. */
    readonly ownPassword: FailureLimit
  }
}

const minuteMs = 60_000
const ofCode = ['wrong_code', 'wrong_passkey'] as const

export function signInDeps(deps: Omit<SignInDeps, 'limits' | 'challenges'>): SignInDeps {
  const limits = {
    password: new FailureLimit({ windowMs: minuteMs, failures: 5, codes: ['wrong_password', ...ofCode] }),
    ownPassword: new FailureLimit({ windowMs: minuteMs, failures: 5, codes: ['wrong_password'] }),
    code: new FailureLimit({ windowMs: 15 * minuteMs, failures: 10, codes: ofCode }),
  }
  return { ...deps, limits, challenges: new Challenges(deps.vault) }
}
