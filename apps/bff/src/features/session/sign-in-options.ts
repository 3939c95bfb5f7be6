import type { SignInOptions } from '@patchbay/contracts/sign-in'
import { usersWithPassword } from '../../sign-in/accounts.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'

export async function signInOptions(deps: SignInDeps): Promise<SignInOptions> {
  const users = await usersWithPassword(deps, 2)
  const { passwordSignIn: password, singleSignOn } = deps
  const sso = singleSignOn === null ? null : { label: singleSignOn.label }
  return { email: users.length > 1, password, passkeys: false, sso }
}
