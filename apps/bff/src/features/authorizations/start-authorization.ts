import { clientOf } from '../../credentials/client-of.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { signsInDirectly, signsInElsewhere } from '../../credentials/direct-sign-in.ts'
import type { Caller } from '../../http/caller.ts'
import { notFound } from '../../http/http-problem.ts'
import { startAuthorization } from '../../oauth/authorize.ts'
import { authorizationSecretsContext } from '../../records/authorization.ts'
import { basisOf, stateRecordId } from './authorization-state.ts'
import { beginDeviceAuthorization } from './begin-device-authorization.ts'
import type { DeviceWatch } from './device-watch.ts'
import { authorizeDirectly } from './direct-authorization.ts'
import { insertPending } from './pending-authorization.ts'

export interface StartInput {
  readonly connectionId: string
  readonly caller: Caller
  readonly redirectUri: string
}

/**
 * Begins one attempt to sign in. All that the callback needs is stored before the browser is sent away, so a restart in
 * between loses nothing.
 *
 * @throws HttpProblem `not_found`, `invalid_value` without an iClient; OAuthError where a pushed request fails
 */
export async function beginAuthorization(deps: CredentialsDeps, watch: DeviceWatch, input: StartInput) {
  const connection = await deps.records.connections.get(input.connectionId)
  if (connection === null) throw notFound('connection')
  const { redirectUri, caller } = input
  if (signsInDirectly(connection)) return { ...(await authorizeDirectly(deps, connection.id)), device: null }
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
