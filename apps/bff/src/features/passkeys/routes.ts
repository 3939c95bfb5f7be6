import * as endpoints from '@patchbay/contracts/passkeys'
import type { Bind } from '../../http/bind.ts'
import type { UserRecord } from '../../records/user.ts'
import { challengeLifetimeMs } from '../../sign-in/challenges.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { addPasskey, creationOptions, listPasskeys, removePasskey } from './passkeys.ts'

/** @throws HttpProblem */
export type ConfirmPassword = (userId: string, password: string) => Promise<UserRecord>

export function passkeyRoutes(bind: Bind, deps: SignInDeps, confirmPassword: ConfirmPassword): void {
  const { main } = deps.publicUrls

  bind(endpoints.listPasskeys, ({ caller }) => listPasskeys(deps, caller.userId))

  bind(endpoints.startPasskey, async ({ caller, body, origin = main, kept }) => {
    const user = await confirmPassword(caller.userId, body.password)
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

  bind(endpoints.removePasskey, ({ caller, params }) => removePasskey(deps, caller.userId, params.id))
}
