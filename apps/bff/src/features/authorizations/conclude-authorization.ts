import { refusedClient } from '@patchbay/applications/rules/client-source'
import type { Authorization } from '@patchbay/contracts/authorizations'
import { definitionOf } from '../../credentials/client-of.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { tokenGrant, withGrant } from '../../credentials/sealed-credentials.ts'
import { testCall } from '../../credentials/test-call.ts'
import { translateError } from '../../http/translate-error.ts'
import { OAuthError } from '../../oauth/oauth-error.ts'
import type { TokenSet } from '../../oauth/token-set.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { modify } from '../../records/modify.ts'
import { basisOf, clientIdIn } from './authorization-state.ts'

/** An authorization that somebody is busy with elsewhere. */
export interface Waiting {
  readonly authorizationId: string
  readonly connectionId: string
  readonly basis: string
}

export interface Finished {
  readonly connection: ConnectionRecord | null
  readonly error: Authorization['error']
}

export function settingsChanged(): OAuthError {
  return new OAuthError(
    'settings_changed',
    'The connection was changed while you were signing in, so the sign-in was not taken. Try again.',
  )
}

export function connectionDeleted(): OAuthError {
  return new OAuthError('connection_deleted', 'The connection was deleted while you were signing in.')
}

/** The tokens are durable before anything else happens; a connection that changed during the exchange stays as it is. */
async function keepTokens(
  deps: CredentialsDeps,
  waiting: Waiting,
  tokens: TokenSet,
): Promise<ConnectionRecord> {
  const clientId = clientIdIn(waiting.basis)
  let isChanged = false
  const stored = await modify(deps.records.connections, waiting.connectionId, (current) => {
    isChanged = basisOf(current, clientId) !== waiting.basis
    return isChanged
      ? null
      : { ...withGrant(deps, current, tokenGrant(tokens)), lastTest: null, lastUsedAt: tokens.obtainedAt }
  })
  if (stored === null) throw connectionDeleted()
  if (isChanged) throw settingsChanged()
  return deps.authorized(stored)
}

function asAuthorizationError(error: unknown): NonNullable<Authorization['error']> {
  if (error instanceof OAuthError)
    return { code: error.code, message: error.message, description: error.description }
  return { code: 'other', message: translateError(error).message, description: null }
}

/** Which client to compare is not for the engine to know. */
async function namingIClient(
  { records }: CredentialsDeps,
  { connectionId }: Waiting,
  error: NonNullable<Authorization['error']>,
): Promise<NonNullable<Authorization['error']>> {
  if (error.code !== 'invalid_client') return error
  const connection = await records.connections.get(connectionId)
  if (connection === null) return error
  const { iClientId } = connection
  const iClient = iClientId === null ? null : await records.iClients.get(iClientId)
  if (iClient === null) {
    const { builtInClient } = definitionOf(connection)
    return builtInClient === undefined ? error : { ...error, message: refusedClient(builtInClient) }
  }
  const message =
    'The application does not accept the client ID and secret. ' +
    `Compare the iClient “${iClient.name}” with the registered client, then try again.`
  return { ...error, message }
}

async function conclude(
  deps: CredentialsDeps,
  waiting: Waiting,
  error: Authorization['error'],
): Promise<void> {
  await modify(deps.records.authorizations, waiting.authorizationId, (record) => ({
    ...record,
    status: error === null ? ('succeeded' as const) : ('failed' as const),
    error,
  }))
}

/**
 * Makes of an authorization an online connection, and runs the application's test call. Whatever fails is kept as the
 * authorization's outcome, and leaves the connection as it was.
 */
export async function concludeAuthorization(
  deps: CredentialsDeps,
  waiting: Waiting,
  getTokens: () => Promise<TokenSet>,
): Promise<Finished> {
  try {
    const tokens = await getTokens()
    const connection = await keepTokens(deps, waiting, tokens)
    await testCall(deps, connection.id, { refresh: false }).catch((error: unknown) =>
      deps.log.warn({ err: error, connection: connection.id }, 'test call after authorization failed'),
    )
    await conclude(deps, waiting, null)
    return { connection, error: null }
  } catch (thrown) {
    const error = await namingIClient(deps, waiting, asAuthorizationError(thrown))
    deps.log.info(
      { err: thrown, authorization: waiting.authorizationId, code: error.code },
      'authorization failed',
    )
    await conclude(deps, waiting, error)
    return { connection: await deps.records.connections.get(waiting.connectionId), error }
  }
}
