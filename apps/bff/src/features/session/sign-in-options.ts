import type { SignInOptions } from '@patchbay/contracts/sign-in'
import { usersWithPassword } from '../../sign-in/accounts.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'

export async function signInOptions(deps: SignInDeps): Promise<SignInOptions> {
  const users = await usersWithPassword(deps, 2)
  return { email: users.length > 1, password: true, passkeys: false, sso: null }
}
