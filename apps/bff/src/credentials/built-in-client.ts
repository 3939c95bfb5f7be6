import type { ApplicationDefinition, OAuthFacts } from '@patchbay/applications/definition'
import { clientSourceOf, missingClient } from '@patchbay/applications/rules/client-source'
import type { ClientCredentials } from '../config-built-in-clients.ts'
import type { Deps } from '../deps.ts'
import { invalidValue } from '../http/http-problem.ts'
import type { ConnectionRecord } from '../records/connection.ts'
import { clientSecretContext } from '../records/iclient.ts'

type ClientDeps = Pick<Deps, 'records' | 'vault' | 'sandbox' | 'builtInClients'>

interface Target {
  readonly definition: ApplicationDefinition
  readonly oauth: OAuthFacts
}

/** A stand-in knows no other client than its own. */
async function sandboxClient(
  { sandbox, records, vault }: ClientDeps,
  { definition, oauth }: Target,
): Promise<ClientCredentials | null> {
  const { tokenUrl = '' } = oauth.endpoints
  if (sandbox === null || URL.parse(tokenUrl)?.origin !== sandbox.origin) return null
  const standIn = sandbox.applications.find((each) => each.application === definition.id)
  const iClient = standIn === undefined ? null : await records.iClients.get(standIn.iClientId)
  if (iClient === null || iClient.clientSecret === null) return null
  const clientSecret = vault.open(iClient.clientSecret, clientSecretContext(iClient.id))
  return { clientId: iClient.clientId, clientSecret }
}

/**
 * The client that the deployment brings for a connection without an iClient; null where it has none to bring.
 *
 * @throws HttpProblem `invalid_value` where the operator has to set it first
 */
export async function builtInClientOf(
  deps: ClientDeps,
  connection: ConnectionRecord,
  target: Target,
): Promise<ClientCredentials | null> {
  const { definition } = target
  const { builtInClient, id } = definition
  if (builtInClient === undefined || clientSourceOf(definition, connection) !== 'built-in') return null
  const client = (await sandboxClient(deps, target)) ?? deps.builtInClients.get(id)
  if (client === undefined)
    throw invalidValue(`settings.${builtInClient.field}`, missingClient(builtInClient))
  return client
}
