import type { Connection } from '@patchbay/contracts/connection'
import { shortDuration } from '../../ui/relative-time.ts'
import { givesToken } from './gives-token.ts'

export const statusWords = { draft: 'Draft', online: 'Online', offline: 'Offline' } as const
export const statusTones = { draft: 'neutral', online: 'ok', offline: 'bad' } as const

export type Standing = Pick<Connection, 'status' | 'statusReason' | 'authType' | 'agent'>

/** It is online as far as its sign-in goes, but nothing reaches the application. */
export function isAgentAway({ status, agent }: Standing): boolean {
  return status === 'online' && agent?.status === 'offline'
}

/** Why a connection is as it is, in a sentence or two. */
export function statusReason(connection: Standing): string {
  const { agent } = connection
  if (agent !== null && isAgentAway(connection))
    return `The agent “${agent.name}” is not connected. Requests are refused until it is back; nobody needs to sign in again.`
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
