import type { SignInOptions } from '@patchbay/contracts/sign-in'
import { activeUsers, usersWithPassword } from '../../sign-in/accounts.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'

async function hasPasskeys(deps: SignInDeps): Promise<boolean> {
  for await (const { passkeys = [] } of activeUsers(deps)) if (passkeys.length > 0) return true
  return false
}

export async function signInOptions(deps: SignInDeps): Promise<SignInOptions> {
  const { passwordSignIn: password, singleSignOn } = deps
  const users = await usersWithPassword(deps, 2)
  const sso = singleSignOn === null ? null : { label: singleSignOn.label }
  return { email: users.length > 1, password, passkeys: await hasPasskeys(deps), sso }
}
