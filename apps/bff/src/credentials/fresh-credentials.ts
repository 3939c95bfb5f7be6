import { setTimeout as wait } from 'node:timers/promises'
import { notFound } from '../http/http-problem.ts'
import { OAuthError } from '../oauth/oauth-error.ts'
import type { ConnectionRecord, Credentials } from '../records/connection.ts'
import type { CredentialsDeps } from './credentials-deps.ts'
import { isDue, isFresh, isTooYoung, marginMs } from './freshness.ts'
import { hostOf } from './refreshes.ts'
import { renewCredentials } from './renew.ts'
import { isAgentOffline, missingAgentOf } from './way-out.ts'
import { liveCredentials } from './sealed-credentials.ts'

export interface Fresh {
  readonly record: ConnectionRecord
  readonly credentials: Credentials
}

/** Whether credentials serve for so many milliseconds more. */
type IsUsable = (fresh: Fresh, forMs: number) => boolean

/** Who holds a token that still lives waits no longer than this for its successor. */
const patienceMs = 1_000

function isSame(left: Credentials, right: Credentials | undefined): boolean {
  return right !== undefined && JSON.stringify(left) === JSON.stringify(right)
}

/** The credentials as they are. @throws HttpProblem `not_found`, `not_authorized_yet` */
export async function readCredentials(deps: CredentialsDeps, id: string): Promise<Fresh> {
  const record = await deps.records.connections.get(id)
  if (record === null) throw notFound('connection')
  return { record, credentials: liveCredentials(deps, record) }
}

interface Renewal {
  readonly id: string
  readonly isUsable: IsUsable
  /** The application has answered. */
  readonly onAnswered: () => void
}

async function renewLocked(deps: CredentialsDeps, { id, isUsable, onAnswered }: Renewal): Promise<Fresh> {
  const { pauses } = deps.refreshes
  return deps.store.withLock(`refresh:${id}`, async () => {
    const current = await readCredentials(deps, id)
    if (isUsable(current, marginMs)) return current
    try {
      const renewed = await renewCredentials(deps, current, onAnswered)
      pauses.succeeded(id)
      deps.traffic.refreshed(id, true)
      return renewed
    } catch (error) {
      // Nothing was sent, so nothing failed.
      if (isAgentOffline(error)) throw error
      deps.traffic.refreshed(id, false)
      if (error instanceof OAuthError) pauses.failed(id, error.retryAfterMs)
      if (error instanceof OAuthError && isUsable(current, 0)) return current
      throw error
    }
  })
}

interface RenewOptions {
  readonly isUsable: IsUsable
  /** Somebody waits for it. */
  readonly urgent: boolean
}

function renewAlone(
  deps: CredentialsDeps,
  record: ConnectionRecord,
  { isUsable, urgent }: RenewOptions,
): Promise<Fresh> {
  const { refreshes } = deps
  const { id } = record
  const host = hostOf(record)
  if (urgent) refreshes.queue.hurry(host, id)
  return refreshes.once(id, () =>
    refreshes.queue.run({ host, id, urgent }, (onAnswered) =>
      renewLocked(deps, { id, isUsable, onAnswered }),
    ),
  )
}

/** Replaces credentials in the background, unless there is a reason not to try now; failures are kept as pauses. */
export function renewAhead(
  deps: CredentialsDeps,
  record: ConnectionRecord,
  isRenewed = (fresh: Fresh) => fresh.record.token?.obtainedAt !== record.token?.obtainedAt,
): void {
  const { refreshes } = deps
  const mayTry = !refreshes.isStopping && refreshes.pauses.isOver(record.id)
  if (!mayTry || refreshes.isRunning(record.id) || refreshes.circuits.isOpen(hostOf(record))) return
  const missing = missingAgentOf(deps, record)
  if (missing !== null) return refreshes.waitFor(missing, record.id)
  void renewAlone(deps, record, { isUsable: isRenewed, urgent: false }).catch((error: unknown) => {
    deps.log.info({ err: error, connection: record.id }, 'refresh ahead of time failed')
    if (isFresh(record, 0)) refreshes.due.set(record.id, refreshes.pauses.until(record.id))
  })
}

/** The successor, or after a moment of patience the one that still lives. */
async function renewSoon(deps: CredentialsDeps, live: Fresh, isUsable: IsUsable): Promise<Fresh> {
  const patience = new AbortController()
  const renewal = renewAlone(deps, live.record, { isUsable, urgent: true }).catch((error: unknown) => {
    if ((error instanceof OAuthError || isAgentOffline(error)) && isUsable(live, 0)) return live
    throw error
  })
  try {
    return await Promise.race([renewal, wait(patienceMs, live, { signal: patience.signal })])
  } finally {
    patience.abort()
  }
}

/** Credentials that serve as they are, so that nothing needs to be waited for or begun; null: they do not. */
export async function usableNow(deps: CredentialsDeps, id: string): Promise<Fresh | null> {
  const record = await deps.records.connections.get(id)
  if (record === null || record.status !== 'online') return null
  if (!isFresh(record, marginMs) || isDue(record)) return null
  deps.refreshes.used(record)
  return { record, credentials: liveCredentials(deps, record) }
}

/**
 * Credentials that can be used now, refreshed first where they must be. One refresh at a time for a connection; after
 * the wait the record is read again, since the one before has most likely done the work. A fresh token costs neither a
 * write nor a lock nor a request. One that will soon end is replaced in the background, and while an application fails,
 * the one that lives is handed out without asking again and again.
 *
 * @param refused credentials that the application has just answered 401 to; they are answered again where they may
 *   not be renewed yet
 * @throws HttpProblem `not_found`, `not_authorized_yet`; OAuthError where the application cannot be asked
 */
export async function freshCredentials(
  deps: CredentialsDeps,
  id: string,
  refused?: Credentials,
): Promise<Fresh> {
  const { refreshes } = deps
  const isUsable: IsUsable = ({ record, credentials }, forMs) =>
    isSame(credentials, refused) ? isTooYoung(record) : isFresh(record, forMs)
  const first = await readCredentials(deps, id)
  if (isUsable(first, marginMs)) {
    if (isDue(first.record)) renewAhead(deps, first.record)
    else refreshes.used(first.record)
    return first
  }
  if (!isUsable(first, 0)) return renewAlone(deps, first.record, { isUsable, urgent: true })
  return refreshes.pauses.isOver(id) ? renewSoon(deps, first, isUsable) : first
}
