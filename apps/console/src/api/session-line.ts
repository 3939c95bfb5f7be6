import type { SignInWay } from '@patchbay/contracts/session'
import type { UserSession } from '@patchbay/contracts/user-sessions'
import { browserName } from './browser-name.ts'

const ways: Readonly<Record<SignInWay, string>> = {
  password: 'with a password',
  passkey: 'with a passkey',
  sso: 'by single sign-on',
  invitation: 'by a one-time link',
  setup: 'by the setup link',
}

/** A session as a line of a list; `ago`: how long ago a time is, in words. */
export function sessionLine(session: UserSession, ago: (at: string) => string) {
  const { id, current, how, address, userAgent, createdAt, lastSeenAt } = session
  const from = address === null ? '' : ` from ${address}`
  return {
    id,
    title: browserName(userAgent),
    detail: `Signed in ${ways[how]} ${ago(createdAt)}${from}. Used ${ago(lastSeenAt)}.`,
    mark: current ? 'This browser' : undefined,
  }
}
