import { findApplication } from '@patchbay/applications/catalogue'
import { accessOf as accessBy } from '@patchbay/applications/rules/access'
import type { Access, ApplicationDefinition, OAuthFacts } from '@patchbay/applications/definition'
import type { Deps } from '../deps.ts'
import { HttpProblem, invalidValue } from '../http/http-problem.ts'
import type { OAuthClient } from '../oauth/client.ts'
import { type ConnectionRecord, secretContext } from '../records/connection.ts'
import { clientSecretContext, type IClientRecord } from '../records/iclient.ts'
import { builtInClientOf } from './built-in-client.ts'

type Facts = Readonly<Record<string, string>>

export function definitionOf({ application }: ConnectionRecord): ApplicationDefinition {
  const definition = findApplication(application)
  if (definition !== undefined) return definition
  throw new HttpProblem('internal', `The application “${application}” is not in the catalogue.`)
}

/** How a connection gets at its application. `facts`: where others than the token's are known, as in a callback. */
export function accessOf(record: ConnectionRecord, facts: Facts = record.token?.facts ?? {}): Access {
  return accessBy(definitionOf(record), { authType: record.authType, settings: record.settings, facts })
}

/** @throws HttpProblem `invalid_value` where the connection does not speak OAuth */
export function oauthOf(record: ConnectionRecord, facts?: Facts): OAuthFacts {
  const access = accessOf(record, facts)
  if (access.kind === 'oauth2') return access.oauth
  throw invalidValue('authType', 'This connection does not use OAuth 2.0.')
}

type ClientDeps = Pick<Deps, 'records' | 'vault' | 'sandbox' | 'builtInClients'>

/** The way by which an iClient goes, which may say itself where it is registered. */
function oauthAs(
  record: ConnectionRecord,
  iClient: IClientRecord,
  facts = record.token?.facts ?? {},
): OAuthFacts {
  const { authType, settings } = record
  const { authorizationUrl = null, tokenUrl = null } = iClient
  const access = accessBy(definitionOf(record), { authType, settings, facts }, { authorizationUrl, tokenUrl })
  return access.kind === 'oauth2' ? access.oauth : oauthOf(record)
}

async function deploymentsClient(
  deps: ClientDeps,
  connection: ConnectionRecord,
  facts?: Facts,
): Promise<OAuthClient> {
  const definition = definitionOf(connection)
  const oauth = oauthOf(connection, facts)
  const client = await builtInClientOf(deps, connection, { definition, oauth })
  if (client === null) {
    throw invalidValue(
      'iClientId',
      `Choose an iClient first: ${definition.name} needs a client ID and secret to sign in.`,
    )
  }
  const scopeSeparator = oauth.scopeSeparator ?? definition.scopeSeparator
  return {
    oauth,
    scopeSeparator,
    ...client,
    privateKey: null,
    accessTokenTtlMs: null,
    refreshTokenTtlMs: null,
  }
}

/** Who Patchbay is at a connection's application. @throws HttpProblem `invalid_value` where no client is there */
export async function clientOf(
  deps: ClientDeps,
  connection: ConnectionRecord,
  facts?: Facts,
): Promise<OAuthClient> {
  const { records, vault } = deps
  const iClient = connection.iClientId === null ? null : await records.iClients.get(connection.iClientId)
  if (iClient === null) return deploymentsClient(deps, connection, facts)
  const oauth = oauthAs(connection, iClient, facts)
  const secret = iClient.clientSecret
  const signs = oauth.clientAuthentication === 'private_key_jwt'
  return {
    oauth,
    scopeSeparator: oauth.scopeSeparator ?? definitionOf(connection).scopeSeparator,
    clientId: iClient.clientId,
    clientSecret: secret === null ? null : vault.open(secret, clientSecretContext(iClient.id)),
    privateKey: signs ? (openSecrets(deps, connection)['privateKey'] ?? null) : null,
    accessTokenTtlMs: iClient.accessTokenTtlMs ?? null,
    refreshTokenTtlMs: iClient.refreshTokenTtlMs ?? null,
  }
}

/** The secrets of a connection, opened. */
export function openSecrets(
  { vault }: Pick<Deps, 'vault'>,
  record: ConnectionRecord,
): Record<string, string> {
  const entries = Object.entries(record.secrets ?? {})
  return Object.fromEntries(
    entries.map(([name, sealed]) => [name, vault.open(sealed, secretContext(record.id, name))]),
  )
}
