import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { signsInDirectly, signsInElsewhere } from '../../credentials/direct-sign-in.ts'
import type { Happening } from '../../http/audit.ts'
import type { SessionCaller } from '../../http/caller.ts'
import { notFound } from '../../http/http-problem.ts'
import { beginDeviceAuthorization } from './begin-device-authorization.ts'
import { beginInBrowser, checkScopes } from './browser-authorization.ts'
import type { DeviceWatch } from './device-watch.ts'
import { authorizeDirectly } from './direct-authorization.ts'

export interface StartInput {
  readonly connectionId: string
  readonly caller: SessionCaller
  readonly redirectUri: string
  /** For the audit log. */
  readonly note: (happening: Happening) => void
}

/**
 * Begins one attempt to sign in, in whichever way the connection does so.
 *
 * @throws HttpProblem `not_found`, `invalid_value` without an iClient or scopes that it needs; OAuthError where a
 *   pushed request fails
 */
export async function beginAuthorization(deps: CredentialsDeps, watch: DeviceWatch, input: StartInput) {
  const connection = await deps.records.connections.get(input.connectionId)
  if (connection === null) throw notFound('connection')
  const { redirectUri, caller } = input
  if (signsInDirectly(connection)) {
    return { ...(await authorizeDirectly(deps, connection.id, input.note)), device: null }
  }
  checkScopes(connection)
  if (signsInElsewhere(connection)) return beginDeviceAuthorization(deps, watch, { connection, caller })
  const { sessionId } = caller
  return { ...(await beginInBrowser(deps, connection, { sessionId, redirectUri })), device: null }
}
