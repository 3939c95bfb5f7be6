import * as endpoints from '@patchbay/contracts/totp'
import type { Bind } from '../../http/bind.ts'
import type { Confirm } from '../../sign-in/confirm.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { confirm, presentTotp, remove, start } from './authenticator-app.ts'

export function totpRoutes(bind: Bind, deps: SignInDeps, confirmed: Confirm): void {
  bind(endpoints.getTotp, ({ caller }) => presentTotp(deps, caller.userId))

  bind(endpoints.startTotp, async ({ caller, body }) =>
    start(deps, await confirmed.byPassword(caller, body.password)),
  )

  bind(endpoints.confirmTotp, ({ caller, body }) => confirm(deps, caller.userId, body.code))

  bind(endpoints.removeTotp, async ({ caller, body }) => {
    await confirmed.byAnyProof(caller, body.password)
    await remove(deps, caller.userId)
  })
}
