import type { Endpoint } from '@patchbay/contracts/endpoint'
import type { KeyCaller } from './caller.ts'
import { HttpProblem, notFound } from './http-problem.ts'

function refused(detail: string): HttpProblem {
  return new HttpProblem('not_permitted', detail)
}

/**
 * Holds a key to what it was given. Of other connections it does not even learn that they exist.
 *
 * @throws HttpProblem `not_permitted`, `not_found`
 */
export function checkKey(
  { permission, limits }: Endpoint,
  { permissions, connectionIds }: KeyCaller,
  id: string,
): void {
  const needed = permissions.find((each) => each === permission)
  if (needed === undefined) {
    const what =
      permission === 'manage' || permission === 'administer' || permission === 'session'
        ? 'No API key may do this; sign in.'
        : `It needs “${permission}”.`
    throw refused(`This API key is not permitted to make this call. ${what}`)
  }
  if (connectionIds === null || limits === 'none' || limits === 'list') return
  if (limits === undefined)
    throw refused('This API key is limited to chosen connections, and this call shows more.')
  if (!connectionIds.has(id)) throw notFound('connection')
}
