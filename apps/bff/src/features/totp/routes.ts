import * as endpoints from '@patchbay/contracts/totp'
import type { Bind } from '../../http/bind.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { type ConfirmPassword, confirm, presentTotp, remove, start } from './authenticator-app.ts'

export function totpRoutes(bind: Bind, deps: SignInDeps, confirmPassword: ConfirmPassword): void {
  bind(endpoints.getTotp, ({ caller }) => presentTotp(deps, caller.userId))

  bind(endpoints.startTotp, async ({ caller, body }) =>
    start(deps, await confirmPassword(caller.userId, body.password)),
  )

  bind(endpoints.confirmTotp, ({ caller, body }) => confirm(deps, caller.userId, body.code))

  bind(endpoints.removeTotp, ({ caller }) => remove(deps, caller.userId))
}
