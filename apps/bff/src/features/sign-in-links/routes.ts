import * as endpoints from '@patchbay/contracts/sign-in-links'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { createLink, liveLink, withdrawLink } from './sign-in-links.ts'

export function signInLinkRoutes(
  bind: Bind,
  deps: Deps,
  check: (connection: ConnectionRecord) => Promise<void>,
): void {
  bind(endpoints.createSignInLink, async ({ params, caller, origin: askedFrom }) => {
    const { origin } = new URL(deps.publicUrls.callbackFor(askedFrom))
    const { userId } = caller
    const { url, record } = await createLink(deps, { connectionId: params.id, userId, origin, check })
    return { ...record, url }
  })

  bind(endpoints.getSignInLink, ({ params }) => liveLink(deps, params.id))

  bind(endpoints.withdrawSignInLink, ({ params }) => withdrawLink(deps, params.id))
}
