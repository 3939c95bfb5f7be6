import type { Deps } from '../deps.ts'
import { HttpProblem } from '../http/http-problem.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import { type ConnectionRecord, type Credentials, credentialsContext } from '../records/connection.ts'

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

/** The members of a record that new tokens change. */
export function withTokens({ vault }: Vaulted, record: ConnectionRecord, tokens: TokenSet): ConnectionRecord {
  const { accessToken, tokenType, refreshToken, ...token } = tokens
  const credentials: Credentials = { accessToken, tokenType, refreshToken }
  return {
    ...record,
    status: 'online',
    statusReason: null,
    token: { ...token, refreshable: refreshToken !== null },
    credentials: vault.seal(JSON.stringify(credentials), credentialsContext(record.id)),
    updatedAt: new Date().toISOString(),
  }
}
