import { missingScopesFault } from '@patchbay/applications/rules/scopes'
import { clientOf, definitionOf } from '../../credentials/client-of.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { signsInDirectly, signsInElsewhere } from '../../credentials/direct-sign-in.ts'
import type { Happening } from '../../http/audit.ts'
import type { SessionCaller } from '../../http/caller.ts'
import { invalidValue, notFound } from '../../http/http-problem.ts'
import { startAuthorization } from '../../oauth/authorize.ts'
import { authorizationSecretsContext } from '../../records/authorization.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { basisOf, stateRecordId } from './authorization-state.ts'
import { beginDeviceAuthorization } from './begin-device-authorization.ts'
import type { DeviceWatch } from './device-watch.ts'
import { authorizeDirectly } from './direct-authorization.ts'
import { insertPending } from './pending-authorization.ts'

export interface StartInput {
  readonly connectionId: string
  readonly caller: SessionCaller
  readonly redirectUri: string
  /** For the audit log. */
  readonly note: (happening: Happening) => void
}

/** @throws HttpProblem `invalid_value` where the application would only refuse */
function checkScopes(connection: ConnectionRecord): void {
  const fault = missingScopesFault(definitionOf(connection), connection, connection.scopes)
  if (fault !== null) throw invalidValue('scopes', fault)
}

/**
 * Begins one attempt to sign in. All that the callback needs is stored before the browser is sent away, so a restart in
 * between loses nothing.
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
  const client = await clientOf(deps, connection)
  const start = await startAuthorization(deps.oauth, { ...client, scopes: connection.scopes, redirectUri })

  const authorization = await insertPending(deps, { connectionId: connection.id })
  const id = stateRecordId(start.state)
  const { url, ...secrets } = start
  await deps.records.authorizationStates.insert({
    id,
    authorizationId: authorization.id,
    connectionId: connection.id,
    sessionId: caller.sessionId,
    redirectUri,
    secrets: deps.vault.seal(JSON.stringify(secrets), authorizationSecretsContext(id)),
    basis: basisOf(connection, client.clientId),
    expiresAt: authorization.deadline,
    purgeAt: authorization.purgeAt,
  })
  return { authorizationUrl: url, authorizationId: authorization.id, device: null }
}
