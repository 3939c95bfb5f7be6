import { accessOf } from '@patchbay/applications/rules/access'
import { agentOfSettings } from '@patchbay/applications/rules/agent'
import type { ApplicationDefinition, AuthType, Settings } from '@patchbay/applications/definition'
import type { Deps } from '../../deps.ts'
import { invalidValue } from '../../http/http-problem.ts'

interface BehindAgent {
  readonly authType: AuthType
  readonly iClientId: string | null
  /** null: they are at fault themselves. */
  readonly settings: Settings | null
}

/** What Patchbay itself asks; the authorization URL is for the admin's browser. */
const asked = ['tokenUrl', 'revocationUrl', 'deviceAuthorizationUrl'] as const

async function clientUrls({ records }: Pick<Deps, 'records'>, iClientId: string | null) {
  const iClient = iClientId === null ? null : await records.iClients.get(iClientId)
  const { authorizationUrl = null, tokenUrl = null } = iClient ?? {}
  return { authorizationUrl, tokenUrl }
}

/**
 * Whether there is the agent that a connection names, and whether everything that is asked through it is asked of the
 * server of the Instance URI: the agent takes requests to no other.
 *
 * @throws HttpProblem `invalid_value`
 */
export async function checkAgent(
  deps: Pick<Deps, 'records'>,
  definition: ApplicationDefinition,
  { authType, iClientId, settings }: BehindAgent,
): Promise<void> {
  const behind = settings === null ? null : agentOfSettings(definition, settings)
  if (settings === null || behind === null) return
  if ((await deps.records.agents.get(behind.agentId)) === null)
    throw invalidValue(
      'settings.agentId',
      'This agent does not exist. It may have been deleted; choose another one.',
    )
  const client = await clientUrls(deps, iClientId)
  const access = accessOf(definition, { authType, settings, facts: {} }, client)
  if (access.kind !== 'oauth2') return
  const { endpoints } = access.oauth
  const elsewhere = asked.find((name) => {
    const url = endpoints[name]
    return url !== undefined && URL.parse(url)?.host !== behind.instance.host
  })
  if (elsewhere === undefined) return
  const message = `Behind an agent only ${behind.instance.host}, the server of the Instance URI, is reached.`
  if (client.tokenUrl !== null && settings['tokenUrl'] === undefined)
    throw invalidValue('iClientId', `${message} This iClient has its Token URL on another one.`)
  throw invalidValue(`settings.${elsewhere}`, `${message} Write an address there.`)
}
