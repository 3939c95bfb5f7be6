import { findApplication } from '@patchbay/applications/catalogue'
import { missingScopes } from '@patchbay/applications/rules/scopes'
import type { Connection } from '@patchbay/contracts/connection'
import type { Deps } from '../../deps.ts'
import type { ConnectionRecord } from '../../records/connection.ts'

function isSandbox({ sandbox }: Pick<Deps, 'sandbox'>, record: ConnectionRecord): boolean {
  const fields = findApplication(record.application)?.fields ?? []
  const places = fields.filter(({ kind }) => kind === 'url' || kind === 'endpoint')
  const addresses = places.map(({ name }) => record.settings[name])
  return addresses.some((address) => address !== undefined && URL.parse(address)?.origin === sandbox?.origin)
}

function presentToken({ token, scopes }: ConnectionRecord): Connection['token'] {
  if (token === null) return null
  const grantedScopes = [...token.grantedScopes]
  return {
    ...token,
    grantedScopes,
    missingScopes: missingScopes(scopes, grantedScopes),
    facts: { ...token.facts },
  }
}

/** A record as answers carry it: every member by name, so that credentials cannot slip through. */
export function presentConnection(deps: Pick<Deps, 'sandbox'>, record: ConnectionRecord): Connection {
  return {
    id: record.id,
    version: record.version,
    name: record.name,
    application: record.application,
    authType: record.authType,
    settings: { ...record.settings },
    scopes: [...record.scopes],
    iClientId: record.iClientId,
    storedSecrets: Object.keys(record.secrets ?? {}),
    advanced: { ...record.advanced },
    status: record.status,
    statusReason: record.statusReason,
    token: presentToken(record),
    lastTest: record.lastTest === null ? null : { ...record.lastTest },
    lastUsedAt: record.lastUsedAt,
    sandbox: isSandbox(deps, record),
    createdAt: record.createdAt,
    createdBy: record.createdBy,
    updatedAt: record.updatedAt,
  }
}
