import * as endpoints from '@patchbay/contracts/users'
import type { Deps } from '../../deps.ts'
import type { Bind, Call } from '../../http/bind.ts'
import { type Cursors, presentPage } from '../../http/cursor.ts'
import { notFound } from '../../http/http-problem.ts'
import { hiddenOfUsers, readableUser } from '../../records/user.ts'
import { endSessionsOf, presentSession, sessionsOf } from '../../records/session.ts'
import { userLinkUrl } from './user-link.ts'
import { deleteUser, inviteUser, renewLink, requireUser, updateUser, type WithToken } from './users.ts'

type UserDeps = Pick<Deps, 'records' | 'store' | 'publicUrls'>

/** To the address that the owner is on. */
function linkOf(
  { publicUrls }: UserDeps,
  { origin }: Pick<Call<typeof endpoints.inviteUser>, 'origin'>,
  { token, expiresAt }: WithToken,
): endpoints.UserLink {
  return { url: userLinkUrl(origin ?? publicUrls.main, token), expiresAt }
}

export function userRoutes(bind: Bind, deps: UserDeps, cursors: Cursors): void {
  bind(endpoints.listUsers, async ({ query: { q, cursor, limit, role, status } }) => {
    const page = await deps.records.users.list({
      ...(q === undefined ? {} : { search: q }),
      where: { ...(role === undefined ? {} : { role }), ...(status === undefined ? {} : { status }) },
      sort: { by: 'name', direction: 'asc' },
      ...cursors.open(cursor),
      limit,
    })
    return presentPage(page, cursors, (user) => user)
  })

  bind(endpoints.inviteUser, async (call) => {
    const invited = await inviteUser(deps, call.body, call.caller.userId)
    return { ...invited.user, link: linkOf(deps, call, invited) }
  })

  bind(endpoints.getUser, ({ params }) => requireUser(deps, params.id))

  bind(endpoints.updateUser, async ({ params, body, note, changed }) => {
    const { before, after } = await updateUser(deps, params.id, body)
    changed(readableUser(before), readableUser(after), hiddenOfUsers)
    if (before.status !== after.status) {
      const target = { collection: 'users', id: after.id, name: after.name }
      note({ action: after.status === 'disabled' ? 'user.disabled' : 'user.enabled', code: null, target })
    }
    return after
  })

  bind(endpoints.deleteUser, ({ params }) => deleteUser(deps, params.id))

  bind(endpoints.createUserLink, async (call) =>
    linkOf(deps, call, await renewLink(deps, call.params.id, call.caller.userId)),
  )

  userSessionRoutes(bind, deps)
}

function userSessionRoutes(bind: Bind, deps: UserDeps): void {
  const { sessions } = deps.records

  bind(endpoints.listUserSessions, async ({ params, caller }) => {
    await requireUser(deps, params.id)
    const items = await sessionsOf(sessions, params.id)
    return { items: items.map((each) => presentSession(each, caller.sessionId)) }
  })

  bind(endpoints.endUserSessions, async ({ params }) => {
    await requireUser(deps, params.id)
    await endSessionsOf(sessions, params.id)
  })

  bind(endpoints.endUserSession, async ({ params }) => {
    const session = await sessions.get(params.sessionId)
    if (session?.userId !== params.id || (await sessions.take(session.id)) === null) throw notFound('session')
  })
}
