import { findApplication } from '@patchbay/applications/catalogue'
import { missingScopes } from '@patchbay/applications/rules/scopes'
import type { Connection } from '@patchbay/contracts/connection'
import { agentIdOf } from '../../credentials/way-out.ts'
import type { Deps } from '../../deps.ts'
import type { ConnectionRecord } from '../../records/connection.ts'

type PresentDeps = Pick<Deps, 'sandbox' | 'records' | 'agentLinks'>

export function isSandbox({ sandbox }: Pick<Deps, 'sandbox'>, record: ConnectionRecord): boolean {
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

async function presentAgent(
  { records, agentLinks }: PresentDeps,
  record: ConnectionRecord,
): Promise<Connection['agent']> {
  const id = agentIdOf(record)
  if (id === null) return null
  const agent = await records.agents.get(id)
  return { id, name: agent?.name ?? id, status: agentLinks.isOnline(id) ? 'online' : 'offline' }
}

/** A record as answers carry it: every member by name, so that credentials cannot slip through. */
export async function presentConnection(deps: PresentDeps, record: ConnectionRecord): Promise<Connection> {
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
    agent: await presentAgent(deps, record),
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
