import { findApplication } from '@patchbay/applications/catalogue'
import type { Deps } from '../deps.ts'
import { HttpProblem, invalidValue } from '../http/http-problem.ts'
import type { OAuthClient } from '../oauth/client.ts'
import type { ConnectionRecord } from '../records/connection.ts'
import { clientSecretContext } from '../records/iclient.ts'

/** Who Patchbay is at a connection's application. @throws HttpProblem `invalid_value` where no iClient is chosen */
export async function clientOf(
  { records, vault }: Pick<Deps, 'records' | 'vault'>,
  connection: ConnectionRecord,
): Promise<OAuthClient> {
  const definition = findApplication(connection.application)
  if (definition === undefined) {
    throw new HttpProblem('internal', `The application “${connection.application}” is not in the catalogue.`)
  }
  const iClient = connection.iClientId === null ? null : await records.iClients.get(connection.iClientId)
  if (iClient === null) {
    throw invalidValue(
      'iClientId',
      `Choose an iClient first: ${definition.name} needs a client ID and secret to sign in.`,
    )
  }
  return {
    definition,
    settings: connection.settings,
    clientId: iClient.clientId,
    clientSecret: vault.open(iClient.clientSecret, clientSecretContext(iClient.id)),
  }
}
