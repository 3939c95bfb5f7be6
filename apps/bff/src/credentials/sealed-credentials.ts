import type { Deps } from '../deps.ts'
import { HttpProblem } from '../http/http-problem.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import {
  type ConnectionRecord,
  type Credentials,
  credentialsContext,
  type TokenRecord,
} from '../records/connection.ts'

type Vaulted = Pick<Deps, 'vault'>

/** What an authorized connection holds; null where it holds nothing. */
export function openCredentials({ vault }: Vaulted, record: ConnectionRecord): Credentials | null {
  if (record.credentials === null) return null
  return JSON.parse(vault.open(record.credentials, credentialsContext(record.id))) as Credentials
}

/** @throws HttpProblem `not_authorized_yet` where the connection is not online */
export function liveCredentials(deps: Vaulted, record: ConnectionRecord): Credentials {
  const credentials = record.status === 'online' ? openCredentials(deps, record) : null
  if (credentials !== null) return credentials
  const why = record.status === 'draft' ? 'It was never authorized.' : (record.statusReason ?? '')
  throw new HttpProblem(
    'not_authorized_yet',
    `The connection is not online. ${why} Authorize it in the console.`,
  )
}

/** What an authorization or a renewal brought, before it is sealed into a record. */
export interface Grant {
  readonly credentials: Credentials
  readonly token: TokenRecord | null
}

/** `isRenewable`: without anybody signing in again, by a refresh token or otherwise. */
export function tokenGrant(tokens: TokenSet, isRenewable = tokens.refreshToken !== null): Grant {
  const { accessToken, tokenType, refreshToken, dpopKey, ...token } = tokens
  return {
    credentials: { kind: 'token', accessToken, tokenType, refreshToken, dpopKey },
    token: { ...token, refreshable: isRenewable },
  }
}

/** Before its refresh token lapses unused, with time for outages; not all at the same moment. */
export function wakeAtOf(token: TokenRecord | null): string | null {
  if (token?.refreshExpiresAt == null || !token.refreshable) return null
  const obtainedAt = Date.parse(token.obtainedAt)
  const lifetimeMs = Date.parse(token.refreshExpiresAt) - obtainedAt
  return new Date(obtainedAt + lifetimeMs * (0.65 + Math.random() * 0.1)).toISOString()
}

/** The record with what was granted sealed in it, online. */
export function withGrant({ vault }: Vaulted, record: ConnectionRecord, grant: Grant): ConnectionRecord {
  return {
    ...record,
    status: 'online',
    statusReason: null,
    token: grant.token,
    renewingSince: null,
    wakeAt: wakeAtOf(grant.token),
    credentials: vault.seal(JSON.stringify(grant.credentials), credentialsContext(record.id)),
    updatedAt: new Date().toISOString(),
  }
}
