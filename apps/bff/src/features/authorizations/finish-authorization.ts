import { clientOf, oauthOf } from '../../credentials/client-of.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { through } from '../../credentials/way-out.ts'
import { finishAuthorization as exchange } from '../../oauth/callback.ts'
import type { TokenSet } from '../../oauth/token-set.ts'
import {
  type AuthorizationSecrets,
  type AuthorizationStateRecord,
  authorizationSecretsContext,
} from '../../records/authorization.ts'
import { basisOf, clientIdIn } from './authorization-state.ts'
import { readCallbackFacts } from './callback-facts.ts'
import {
  concludeAuthorization,
  connectionDeleted,
  type Finished,
  settingsChanged,
} from './conclude-authorization.ts'

export async function exchangeCode(
  deps: CredentialsDeps,
  waiting: AuthorizationStateRecord,
  parameters: URLSearchParams,
): Promise<TokenSet> {
  const connection = await deps.records.connections.get(waiting.connectionId)
  if (connection === null) throw connectionDeleted()
  const clientId = clientIdIn(waiting.basis)
  if (basisOf(connection, clientId) !== waiting.basis) throw settingsChanged()
  const facts = readCallbackFacts(oauthOf(connection).callbackFacts ?? [], parameters)
  const client = await clientOf(deps, connection, facts)
  if (client.clientId !== clientId) throw settingsChanged()
  const opened = deps.vault.open(waiting.secrets, authorizationSecretsContext(waiting.id))
  const secrets = JSON.parse(opened) as AuthorizationSecrets
  const { redirectUri } = waiting
  const { scopes } = connection
  const { oauth } = await through(deps, connection)
  return exchange(oauth, {
    ...client,
    dpopKey: null,
    ...secrets,
    scopes,
    redirectUri,
    parameters,
    facts,
  })
}

/** Turns a callback whose state has been taken into an online connection. */
export function finishAuthorization(
  deps: CredentialsDeps,
  waiting: AuthorizationStateRecord,
  parameters: URLSearchParams,
): Promise<Finished> {
  return concludeAuthorization(deps, waiting, () => exchangeCode(deps, waiting, parameters))
}
