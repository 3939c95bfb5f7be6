import type { Connection } from '@patchbay/contracts/connection'
import { shortDuration } from '../../ui/relative-time.ts'
import { givesToken } from './gives-token.ts'

export const statusWords = { draft: 'Draft', online: 'Online', offline: 'Offline' } as const
export const statusTones = { draft: 'neutral', online: 'ok', offline: 'bad' } as const

/** Why a connection is as it is, in one sentence. */
export function statusReason(connection: Pick<Connection, 'status' | 'statusReason' | 'authType'>): string {
  if (connection.statusReason !== null) return connection.statusReason
  if (connection.status === 'draft') return 'Saved, but never authorized.'
  if (connection.status === 'offline') return 'Authorize it again.'
  return `Authorized; programs ${givesToken(connection) ? 'get a token' : 'send their requests through it'}.`
}

export function expiryText(token: Connection['token'], now: number): string {
  if (token === null) return 'none'
  if (token.expiresAt === null) return 'lifetime unknown'
  const left = Date.parse(token.expiresAt) - now
  if (left > 0) return left < 60_000 ? 'valid under 1 min' : `valid ${shortDuration(left)}`
  return token.refreshable ? 'renewed at the next use' : `expired ${shortDuration(-left)} ago`
}
