import { findApplication } from '@patchbay/applications/catalogue'
import type { registerIClientBody } from '@patchbay/contracts/iclients'
import type * as z from 'zod'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { readServer } from '../../credentials/read-server.ts'
import type { Deps } from '../../deps.ts'
import { HttpProblem, invalidValue } from '../../http/http-problem.ts'
import { registerClient } from '../../oauth/register-client.ts'
import type { IClientRecord } from '../../records/iclient.ts'
import { createIClient } from './iclients.ts'

type Body = z.output<typeof registerIClientBody>

function grantOf({ application, authType, issuer }: Body) {
  const definition = findApplication(application)
  if (definition === undefined) throw invalidValue('application', `There is no application “${application}”.`)
  const access = definition.access({ authType, settings: { issuer }, facts: {} })
  if (access.kind === 'oauth2' && access.oauth.endpoints.discovers === true) return access.oauth.grant
  throw invalidValue(
    'application',
    `${definition.name} has no issuer to register a client at. Add the iClient by hand.`,
  )
}

/** A name that is taken is told before there is a client at the server that nobody would know of. */
async function requireFreeName({ records }: Pick<Deps, 'records'>, name: string): Promise<void> {
  const { items } = await records.iClients.list({
    search: name,
    sort: { by: 'name', direction: 'asc' },
    limit: 200,
  })
  const isTaken = items.some((each) => each.name.toLowerCase() === name.toLowerCase())
  if (!isTaken) return
  const message = 'This name is taken. Choose another one.'
  throw new HttpProblem('name_taken', message, { errors: [{ path: 'name', message }] })
}

/**
 * Registers Patchbay at a server (RFC 7591) and keeps what it answers.
 *
 * @throws HttpProblem `invalid_value`, `name_taken`; OAuthError where the server registers nobody
 */
export async function registerIClient(
  deps: Deps & CredentialsDeps,
  body: Body,
  userId: string,
): Promise<IClientRecord> {
  const { name, application, scopes } = body
  const grant = grantOf(body)
  const { issuer } = await readServer(deps, body.issuer, 'issuer')
  await requireFreeName(deps, name)
  const redirectUris = deps.publicUrls.all.map(({ callbackUrl }) => callbackUrl)
  const client = await registerClient(deps.oauth, { issuer, name, grant, redirectUris, scopes })
  return createIClient(
    deps,
    { name, application, clientId: client.clientId, clientSecret: client.clientSecret },
    { userId },
  )
}
