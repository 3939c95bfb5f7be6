import type { ConnectionRecord, TokenRecord } from '../records/connection.ts'
import { accessOf } from './client-of.ts'

/** A token that is handed out lives at least this much longer. */
export const marginMs = 60_000

const leastMarginMs = 60_000
const marginShare = 0.1

/** The application would refuse a refresh now, and might count it as a fault. */
export function isTooYoung(record: ConnectionRecord): boolean {
  const access = accessOf(record)
  if (access.kind !== 'oauth2' || record.token === null) return false
  return Date.now() - Date.parse(record.token.obtainedAt) < access.oauth.minimumRefreshAgeMs
}

/**
 * Where the application does not say how long a token lives, only a 401 tells that it is over. One that may not be
 * renewed yet is used to its end.
 */
export function isFresh(record: ConnectionRecord, marginOfMs: number): boolean {
  const expiresAt = record.token?.expiresAt ?? null
  if (expiresAt === null) return true
  const remainingMs = Date.parse(expiresAt) - Date.now()
  return remainingMs > marginOfMs || (remainingMs > 0 && isTooYoung(record))
}

function marginOf({ obtainedAt, expiresAt }: TokenRecord): number {
  return expiresAt === null
    ? leastMarginMs
    : Math.max(leastMarginMs, (Date.parse(expiresAt) - Date.parse(obtainedAt)) * marginShare)
}

function isNearEnd(token: TokenRecord): boolean {
  return token.expiresAt !== null && Date.parse(token.expiresAt) - marginOf(token) <= Date.now()
}

/** When a token is better replaced, though it still lives; null: never ahead of its end. */
export function dueAt(record: ConnectionRecord): number | null {
  const { token } = record
  if (token === null || token.expiresAt === null || !token.refreshable) return null
  const access = accessOf(record)
  // A session is replaced by leaving it, which would end what goes on in it.
  if (access.kind !== 'oauth2') return null
  const earliest = Date.parse(token.obtainedAt) + access.oauth.minimumRefreshAgeMs
  return Math.max(Date.parse(token.expiresAt) - marginOf(token), earliest)
}

/** Whether a token that still lives is better replaced now, in the background. */
export function isDue(record: ConnectionRecord): boolean {
  // Most of the time it is far from its end, which is told without looking at the application's file.
  if (record.token === null || !isNearEnd(record.token)) return false
  const at = dueAt(record)
  return at !== null && at <= Date.now()
}
