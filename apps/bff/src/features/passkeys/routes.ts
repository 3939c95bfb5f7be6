import * as endpoints from '@patchbay/contracts/passkeys'
import type { Bind } from '../../http/bind.ts'
import { challengeLifetimeMs } from '../../sign-in/challenges.ts'
import type { Confirm } from '../../sign-in/confirm.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { addPasskey, creationOptions, listPasskeys, removePasskey } from './passkeys.ts'

export function passkeyRoutes(bind: Bind, deps: SignInDeps, confirmed: Confirm): void {
  const { main } = deps.publicUrls

  bind(endpoints.listPasskeys, ({ caller }) => listPasskeys(deps, caller.userId))

  bind(endpoints.startPasskey, async ({ caller, body, origin = main, kept }) => {
    const user = await confirmed.byPassword(caller, body.password)
    const { options, sealed } = await creationOptions(deps, user, { sessionId: caller.sessionId, origin })
    kept.keep(sealed, challengeLifetimeMs)
    return { ...options }
  })

  bind(endpoints.addPasskey, ({ caller, body, origin = main, kept }) =>
    addPasskey(deps, caller.userId, {
      ...body,
      sessionId: caller.sessionId,
      origin,
      challenge: kept.read(),
    }),
  )

  bind(endpoints.removePasskey, async ({ caller, params, body }) => {
    await confirmed.byAnyProof(caller, body.password)
    await removePasskey(deps, caller.userId, params.id)
  })
}
