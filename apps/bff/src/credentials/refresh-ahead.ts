import type { ConnectionRecord } from '../records/connection.ts'
import { accessOf } from './client-of.ts'

const leastMarginMs = 60_000
const marginShare = 0.1
const firstPauseMs = 1_000
const longestPauseMs = 300_000
const mostAtOnceAHost = 8

/** Whether a token that still lives is better replaced now, in the background. */
export function isDue(record: ConnectionRecord): boolean {
  const { token } = record
  if (token === null || token.expiresAt === null || !token.refreshable) return false
  // A session is replaced by leaving it, which would end what goes on in it.
  if (accessOf(record).kind !== 'oauth2') return false
  const expiresAt = Date.parse(token.expiresAt)
  const lifetimeMs = expiresAt - Date.parse(token.obtainedAt)
  return expiresAt - Date.now() <= Math.max(leastMarginMs, lifetimeMs * marginShare)
}

function hostOf(record: ConnectionRecord): string {
  const access = accessOf(record)
  const { tokenUrl, issuer } =
    access.kind === 'oauth2' ? access.oauth.endpoints : { tokenUrl: undefined, issuer: null }
  return URL.parse(tokenUrl ?? issuer ?? '')?.host ?? record.id
}

interface Failures {
  count: number
  until: number
}

/**
 * When another attempt makes sense while nobody has to wait for it: not while one runs, not too many at a host at once,
 * and after a failure only when its pause is over (full jitter, doubled each time, at most five minutes).
 */
export class RefreshAhead {
  readonly #running = new Map<string, number>()
  readonly #connections = new Set<string>()
  readonly #failures = new Map<string, Failures>()

  mayTry({ id }: ConnectionRecord): boolean {
    return (this.#failures.get(id)?.until ?? 0) <= Date.now()
  }

  failed({ id }: ConnectionRecord): void {
    const count = (this.#failures.get(id)?.count ?? 0) + 1
    const ceilingMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (count - 1))
    this.#failures.set(id, { count, until: Date.now() + Math.random() * ceilingMs })
  }

  succeeded({ id }: ConnectionRecord): void {
    this.#failures.delete(id)
  }

  /** Starts `refresh` unless there is a reason not to; its failures are its own to tell. */
  start(record: ConnectionRecord, refresh: () => Promise<unknown>): void {
    const host = hostOf(record)
    const running = this.#running.get(host) ?? 0
    if (this.#connections.has(record.id) || running >= mostAtOnceAHost || !this.mayTry(record)) return
    this.#connections.add(record.id)
    this.#running.set(host, running + 1)
    void refresh()
      .catch(() => undefined)
      .finally(() => {
        this.#connections.delete(record.id)
        const left = (this.#running.get(host) ?? 1) - 1
        if (left === 0) this.#running.delete(host)
        else this.#running.set(host, left)
      })
  }
}
