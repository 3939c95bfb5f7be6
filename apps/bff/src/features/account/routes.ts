import * as endpoints from '@patchbay/contracts/account'
import type { Bind } from '../../http/bind.ts'
import { notFound } from '../../http/http-problem.ts'
import { endSessionsOf, presentSession, sessionsOf } from '../../records/session.ts'
import { hiddenOfUsers, readableUser, type UserRecord } from '../../records/user.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { changePassword, ownRecord, type Passwords, updateAccount } from './account.ts'

function present(user: UserRecord): endpoints.Account {
  return { ...user, hasPassword: user.passwordHash !== null }
}

export function accountRoutes(bind: Bind, deps: SignInDeps, passwords: Passwords): void {
  const { sessions } = deps.records
  const limit = deps.limits.ownPassword

  bind(endpoints.getAccount, async ({ caller }) => present(await ownRecord(deps, caller.userId)))

  bind(endpoints.updateAccount, async ({ caller: { userId }, body, changed }) => {
    const before = await ownRecord(deps, userId)
    const after = await limit.run(userId, () => updateAccount(deps, { id: userId, body, passwords }))
    // Asked for, and not changed.
    const asked = { currentPassword: null }
    changed({ ...readableUser(before), ...asked }, { ...readableUser(after), ...asked }, hiddenOfUsers)
    return present(after)
  })

  bind(endpoints.changePassword, async ({ caller, body }) =>
    present(await limit.run(caller.userId, () => changePassword(deps, caller, { body, passwords }))),
  )

  bind(endpoints.listOwnSessions, async ({ caller }) => {
    const items = await sessionsOf(sessions, caller.userId)
    return { items: items.map((each) => presentSession(each, caller.sessionId)) }
  })

  bind(endpoints.endOtherSessions, async ({ caller }) => {
    await endSessionsOf(sessions, caller.userId, caller.sessionId)
  })

  bind(endpoints.endOwnSession, async ({ caller, params }) => {
    const session = await sessions.get(params.id)
    if (session?.userId !== caller.userId || (await sessions.take(session.id)) === null) {
      throw notFound('session')
    }
  })
}
