import type { Deps } from '../deps.ts'
import { FailureLimit } from './failure-limit.ts'

/** What the ways to sign in, and the accounts that choose among them, have in common. */
export interface SignInDeps extends Pick<
  Deps,
  'records' | 'store' | 'vault' | 'publicUrls' | 'log' | 'sandbox'
> {
  readonly limits: { readonly password: FailureLimit }
}

const minuteMs = 60_000

export function signInDeps(deps: Omit<SignInDeps, 'limits'>): SignInDeps {
  const password = new FailureLimit({ windowMs: minuteMs, failures: 5, codes: ['wrong_password'] })
  return { ...deps, limits: { password } }
}
