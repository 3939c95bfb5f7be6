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
function dueAt(record: ConnectionRecord): number | null {
  const { token } = record
  if (token === null || token.expiresAt === null || !token.refreshable) return null
  const access = accessOf(record)
  // A session is replaced by leaving it, which would end what goes on in it.
  if (access.kind !== 'oauth2') return null
  const earliest = Date.parse(token.obtainedAt) + access.oauth.minimumRefreshAgeMs
  return Math.max(Date.parse(token.expiresAt) - marginOf(token), earliest)
}

/** Share of the margin by which refreshes are spread, ahead of it. */
const spread = 0.25

/** From when to when the background may replace a token in use; null: never. */
function planOf(record: ConnectionRecord): { readonly from: number; readonly to: number } | null {
  const to = dueAt(record)
  const access = accessOf(record)
  if (to === null || record.token === null || access.kind !== 'oauth2') return null
  const earliest = Date.parse(record.token.obtainedAt) + access.oauth.minimumRefreshAgeMs
  return { from: Math.max(to - spread * marginOf(record.token), earliest), to }
}

/**
 * When the background replaces a token in use: before anybody would have to wait for it, and not all that were
 * obtained together at the same moment. null: never.
 */
export function plannedAt(record: ConnectionRecord): number | null {
  const plan = planOf(record)
  return plan === null ? null : plan.from + Math.random() * (plan.to - plan.from)
}

/** Whether its time has come, in the widest sense; else it was replaced since it was planned. */
export function isPlannedByNow(record: ConnectionRecord): boolean {
  return (planOf(record)?.from ?? Number.POSITIVE_INFINITY) <= Date.now()
}

/** Whether a token that still lives is better replaced now, in the background. */
export function isDue(record: ConnectionRecord): boolean {
  // Most of the time it is far from its end, which is told without looking at the application's file.
  if (record.token === null || !isNearEnd(record.token)) return false
  const at = dueAt(record)
  return at !== null && at <= Date.now()
}
