import * as endpoints from '@patchbay/contracts/invitations'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import type { Browser } from '../../http/browser.ts'
import type { UserRecord } from '../../records/user.ts'
import { acceptLink, findInvited, type HashPassword } from './invitations.ts'

interface InvitationOptions {
  /** Of whoever the browser was signed in as. */
  endSession(token: string): Promise<void>
  hashPassword: HashPassword
  startSession(
    user: UserRecord,
    facts: Browser & { readonly how: 'invitation' },
  ): Promise<{ readonly token: string; readonly session: { readonly expiresAt: string } }>
}

/** No limit of tries: nobody guesses 256 bits, and no password is looked at before the link is right. */
export function invitationRoutes(bind: Bind, deps: Pick<Deps, 'records'>, options: InvitationOptions): void {
  bind(endpoints.readInvitation, async ({ body }) => {
    const { user, link } = await findInvited(deps, body.token)
    const { name, email, role, status } = user
    return { name, email, role, isNew: status === 'invited', expiresAt: link.expiresAt }
  })

  bind(endpoints.acceptInvitation, async (call) => {
    const user = await acceptLink(deps, call.body, options.hashPassword)
    if (call.sessionToken !== undefined) await options.endSession(call.sessionToken)
    const { token, session } = await options.startSession(user, { ...call.browser, how: 'invitation' })
    call.startSession(token, session.expiresAt)
    return { id: user.id, name: user.name }
  })
}
