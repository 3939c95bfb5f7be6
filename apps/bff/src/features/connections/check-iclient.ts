import type { ApplicationDefinition, Settings } from '@patchbay/applications/definition'
import { presetFault } from '@patchbay/applications/rules/client-presets'
import { clientSourceOf } from '@patchbay/applications/rules/client-source'
import type { Deps } from '../../deps.ts'
import { invalidValue } from '../../http/http-problem.ts'

interface UsingIClient {
  readonly id: string | null
  readonly application: string
  readonly authType: string
  /** null: they are at fault themselves. */
  readonly settings: Settings | null
  readonly iClientId: string | null
}

/** Whether a connection can have its iClient. @throws HttpProblem `invalid_value` */
export async function checkIClient(
  { records }: Pick<Deps, 'records'>,
  definition: ApplicationDefinition,
  connection: UsingIClient,
): Promise<void> {
  const { id, iClientId, application, authType, settings } = connection
  if (iClientId === null) return
  if (settings !== null && clientSourceOf(definition, { authType, settings }) === 'none') {
    throw invalidValue('iClientId', 'This connection signs in without an iClient. Leave it out.')
  }
  const iClient = await records.iClients.get(iClientId)
  if (iClient === null)
    throw invalidValue(
      'iClientId',
      'This iClient does not exist. It may have been deleted; choose another one.',
    )
  if (iClient.application !== application) {
    throw invalidValue('iClientId', `${iClient.name} belongs to another application. Choose one of the same.`)
  }
  const fault = settings === null ? null : presetFault(definition, { authType, settings }, iClient)
  if (fault !== null) throw invalidValue('iClientId', fault)
  const { exclusive } = definition.iClient
  if (exclusive === undefined) return
  const users = await records.connections.list({
    where: { iClientId },
    sort: { by: 'name', direction: 'asc' },
    limit: 2,
  })
  const other = users.items.find((each) => each.id !== id)
  if (other !== undefined) throw invalidValue('iClientId', `${other.name} uses this iClient. ${exclusive}`)
}
