import { type Authorization, type AuthorizationErrorCode } from '@patchbay/contracts/authorizations'
import { clientOf, oauthOf } from '../../credentials/client-of.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { tokenGrant, withGrant } from '../../credentials/sealed-credentials.ts'
import { testCall } from '../../credentials/test-call.ts'
import { translateError } from '../../http/translate-error.ts'
import { finishAuthorization as exchange } from '../../oauth/callback.ts'
import { OAuthError } from '../../oauth/oauth-error.ts'
import type { TokenSet } from '../../oauth/token-set.ts'
import {
  type AuthorizationSecrets,
  type AuthorizationStateRecord,
  authorizationSecretsContext,
} from '../../records/authorization.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { modify } from '../../records/modify.ts'
import { basisOf } from './authorization-state.ts'
import { readCallbackFacts } from './callback-facts.ts'

export interface Finished {
  readonly connection: ConnectionRecord | null
  readonly error: Authorization['error']
}

function failure(code: AuthorizationErrorCode, message: string): OAuthError {
  return new OAuthError(code, message)
}

const settingsChanged = () =>
  failure(
    'settings_changed',
    'The connection was changed while you were signing in, so the sign-in was not taken. Try again.',
  )

const connectionDeleted = () =>
  failure('connection_deleted', 'The connection was deleted while you were signing in.')

function clientIdIn({ basis }: AuthorizationStateRecord): string {
  const [, , , , clientId = ''] = JSON.parse(basis) as string[]
  return clientId
}

async function exchangeCode(
  deps: CredentialsDeps,
  waiting: AuthorizationStateRecord,
  parameters: URLSearchParams,
): Promise<TokenSet> {
  const connection = await deps.records.connections.get(waiting.connectionId)
  if (connection === null) throw connectionDeleted()
  const clientId = clientIdIn(waiting)
  if (basisOf(connection, clientId) !== waiting.basis) throw settingsChanged()
  const facts = readCallbackFacts(oauthOf(connection).callbackFacts ?? [], parameters)
  const client = await clientOf(deps, connection, facts)
  if (client.clientId !== clientId) throw settingsChanged()
  const opened = deps.vault.open(waiting.secrets, authorizationSecretsContext(waiting.id))
  const secrets = JSON.parse(opened) as AuthorizationSecrets
  const { redirectUri } = waiting
  const { scopes } = connection
  return exchange(deps.oauth, { ...client, ...secrets, scopes, redirectUri, parameters, facts })
}

/** The tokens are durable before anything else happens; a connection that changed during the exchange stays as it is. */
async function keepTokens(
  deps: CredentialsDeps,
  waiting: AuthorizationStateRecord,
  tokens: TokenSet,
): Promise<ConnectionRecord> {
  const clientId = clientIdIn(waiting)
  let isChanged = false
  const stored = await modify(deps.records.connections, waiting.connectionId, (current) => {
    isChanged = basisOf(current, clientId) !== waiting.basis
    return isChanged
      ? null
      : { ...withGrant(deps, current, tokenGrant(tokens)), lastTest: null, lastUsedAt: tokens.obtainedAt }
  })
  if (stored === null) throw connectionDeleted()
  if (isChanged) throw settingsChanged()
  return stored
}

function asAuthorizationError(error: unknown): NonNullable<Authorization['error']> {
  if (error instanceof OAuthError)
    return { code: error.code, message: error.message, description: error.description }
  return { code: 'other', message: translateError(error).message, description: null }
}

/** Which of the iClients to compare is not for the engine to know. */
async function namingIClient(
  { records }: CredentialsDeps,
  { connectionId }: AuthorizationStateRecord,
  error: NonNullable<Authorization['error']>,
): Promise<NonNullable<Authorization['error']>> {
  if (error.code !== 'invalid_client') return error
  const connection = await records.connections.get(connectionId)
  const iClientId = connection?.iClientId ?? null
  const iClient = iClientId === null ? null : await records.iClients.get(iClientId)
  if (iClient === null) return error
  const message =
    'The application does not accept the client ID and secret. ' +
    `Compare the iClient “${iClient.name}” with the registered client, then try again.`
  return { ...error, message }
}

async function conclude(
  deps: CredentialsDeps,
  waiting: AuthorizationStateRecord,
  error: Authorization['error'],
): Promise<void> {
  await modify(deps.records.authorizations, waiting.authorizationId, (record) => ({
    ...record,
    status: error === null ? ('succeeded' as const) : ('failed' as const),
    error,
  }))
}

/**
 * Turns a callback whose state has been taken into an online connection, and runs the application's test call. Whatever
 * fails is kept as the authorization's outcome, and leaves the connection as it was.
 */
export async function finishAuthorization(
  deps: CredentialsDeps,
  waiting: AuthorizationStateRecord,
  parameters: URLSearchParams,
): Promise<Finished> {
  try {
    const tokens = await exchangeCode(deps, waiting, parameters)
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
