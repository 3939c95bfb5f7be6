import { missingScopesFault } from '@patchbay/applications/rules/scopes'
import { clientOf, definitionOf } from '../../credentials/client-of.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { through } from '../../credentials/way-out.ts'
import { invalidValue } from '../../http/http-problem.ts'
import { startAuthorization } from '../../oauth/authorize.ts'
import { type AuthorizationStateRecord, authorizationSecretsContext } from '../../records/authorization.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { basisOf, stateRecordId } from './authorization-state.ts'
import { insertPending } from './pending-authorization.ts'

/** @throws HttpProblem `invalid_value` where the application would only refuse */
export function checkScopes(connection: ConnectionRecord): void {
  const fault = missingScopesFault(definitionOf(connection), connection, connection.scopes)
  if (fault !== null) throw invalidValue('scopes', fault)
}

/** Which browser may bring the callback, and where it is sent. */
export type Bound = Pick<AuthorizationStateRecord, 'sessionId' | 'link' | 'redirectUri'>

/**
 * Begins one attempt to sign in by a browser. All that the callback needs is stored before the browser is sent away, so
 * a restart in between loses nothing.
 *
 * @throws HttpProblem `invalid_value` without an iClient or scopes that it needs; OAuthError where a pushed request fails
 */
export async function beginInBrowser(
  deps: CredentialsDeps,
  connection: ConnectionRecord,
  bound: Bound,
): Promise<{ authorizationUrl: string; authorizationId: string }> {
  checkScopes(connection)
  const client = await clientOf(deps, connection)
  const { scopes } = connection
  const { redirectUri } = bound
  const { oauth } = await through(deps, connection)
  const start = await startAuthorization(oauth, { ...client, scopes, redirectUri })

  const authorization = await insertPending(deps, { connectionId: connection.id })
  const id = stateRecordId(start.state)
  const { url, ...secrets } = start
  await deps.records.authorizationStates.insert({
    id,
    authorizationId: authorization.id,
    connectionId: connection.id,
    ...bound,
    secrets: deps.vault.seal(JSON.stringify(secrets), authorizationSecretsContext(id)),
    basis: basisOf(connection, client.clientId),
    expiresAt: authorization.deadline,
    purgeAt: authorization.purgeAt,
  })
  return { authorizationUrl: url, authorizationId: authorization.id }
}
