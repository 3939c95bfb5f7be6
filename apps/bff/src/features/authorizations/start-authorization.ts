import { authorizationLifetimeMs } from '@patchbay/contracts/authorizations'
import { clientOf } from '../../credentials/client-of.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { signsInDirectly } from '../../credentials/direct-sign-in.ts'
import type { Caller } from '../../http/caller.ts'
import { notFound } from '../../http/http-problem.ts'
import { newId } from '../../new-id.ts'
import { startAuthorization } from '../../oauth/authorize.ts'
import { authorizationSecretsContext } from '../../records/authorization.ts'
import { basisOf, stateRecordId } from './authorization-state.ts'
import { authorizeDirectly } from './direct-authorization.ts'

/** Outcomes are kept this long, so that a console which was closed meanwhile can still ask. */
const keepMs = 24 * 3_600_000

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
export async function beginAuthorization(deps: CredentialsDeps, input: StartInput) {
  const connection = await deps.records.connections.get(input.connectionId)
  if (connection === null) throw notFound('connection')
  if (signsInDirectly(connection)) return authorizeDirectly(deps, connection.id)
  const client = await clientOf(deps, connection)
  const { redirectUri, caller } = input
  const start = await startAuthorization(deps.oauth, { ...client, scopes: connection.scopes, redirectUri })

  const now = Date.now()
  const deadline = new Date(now + authorizationLifetimeMs).toISOString()
  const purgeAt = new Date(now + keepMs).toISOString()
  const authorization = await deps.records.authorizations.insert({
    id: newId('authz'),
    connectionId: connection.id,
    status: 'pending',
    error: null,
    createdAt: new Date(now).toISOString(),
    deadline,
    purgeAt,
  })
  const id = stateRecordId(start.state)
  const secrets = { state: start.state, codeVerifier: start.codeVerifier, nonce: start.nonce }
  await deps.records.authorizationStates.insert({
    id,
    authorizationId: authorization.id,
    connectionId: connection.id,
    sessionId: caller.sessionId,
    redirectUri,
    secrets: deps.vault.seal(JSON.stringify(secrets), authorizationSecretsContext(id)),
    basis: basisOf(connection, client.clientId),
    expiresAt: deadline,
    purgeAt,
  })
  return { authorizationUrl: start.url, authorizationId: authorization.id }
}
