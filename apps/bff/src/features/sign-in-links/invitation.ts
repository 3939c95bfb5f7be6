import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { accessOf, definitionOf } from '../../credentials/client-of.ts'
import type { Deps } from '../../deps.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import type { SignInLinkRecord } from '../../records/sign-in-link.ts'

/** What somebody is asked for, before they sign in. */
export interface Invitation {
  /** As it is called in a sentence. */
  readonly application: string
  readonly connectionName: string
  /** Host of the page where they will sign in; null: only the server itself can say. */
  readonly host: string | null
  readonly scopes: readonly { readonly value: string; readonly description: string | null }[]
  readonly askedBy: string
  readonly patchbay: string
  readonly expiresAt: string
  /** Origins that the form may lead to, of those that are no https. */
  readonly plainOrigins: readonly string[]
}

function addressesOf(connection: ConnectionRecord): URL[] {
  const access = accessOf(connection)
  if (access.kind !== 'oauth2') return []
  const { authorizationUrl, issuer } = access.oauth.endpoints
  return [authorizationUrl, issuer].flatMap((each) => URL.parse(each ?? '') ?? [])
}

function scopesOf({ scopes: known }: ApplicationDefinition, { scopes }: ConnectionRecord) {
  return scopes.map((value) => ({
    value,
    description: known.find((each) => each.value === value)?.description ?? null,
  }))
}

export async function invitationTo(
  { records }: Pick<Deps, 'records'>,
  connection: ConnectionRecord,
  link: SignInLinkRecord,
): Promise<Invitation> {
  const definition = definitionOf(connection)
  const addresses = addressesOf(connection)
  const host = addresses[0]?.host ?? null
  const user = await records.users.get(link.createdBy)
  return {
    application: definition.isAnyOther === true ? (host ?? definition.name) : definition.name,
    connectionName: connection.name,
    host,
    scopes: scopesOf(definition, connection),
    askedBy: user?.name ?? 'An administrator',
    patchbay: new URL(link.origin).host,
    expiresAt: link.expiresAt,
    plainOrigins: addresses.filter(({ protocol }) => protocol === 'http:').map(({ origin }) => origin),
  }
}
