import type { ConnectionRecord } from '../records/connection.ts'
import { accessOf } from './client-of.ts'
import { agentIdOf } from './way-out.ts'
import { DueTimes } from './due-times.ts'
import type { Fresh } from './fresh-credentials.ts'
import { plannedAt } from './freshness.ts'
import { HostCircuits } from './host-circuits.ts'
import { HostQueue } from './host-queue.ts'
import { Pauses } from './pauses.ts'
import { UnwrittenGrants } from './unwritten-grants.ts'

/** Whose token endpoint a connection's refreshes go to. Behind each agent is a world of its own. */
export function hostOf(record: ConnectionRecord): string {
  const access = accessOf(record)
  const { tokenUrl, issuer } =
    access.kind === 'oauth2' ? access.oauth.endpoints : { tokenUrl: undefined, issuer: null }
  const host = URL.parse(tokenUrl ?? issuer ?? '')?.host ?? record.id
  const agentId = agentIdOf(record)
  return agentId === null ? host : `${agentId} ${host}`
}

/** What this process knows of the refreshes under way, those that failed and those to come. */
export class Refreshes {
  readonly circuits = new HostCircuits()
  readonly queue = new HostQueue()
  readonly pauses = new Pauses()
  readonly due = new DueTimes()
  readonly unwritten = new UnwrittenGrants()
  /** By agent: connections that want a refresh when it is back. */
  readonly #waiting = new Map<string, Set<string>>()
  readonly #running = new Map<string, Promise<Fresh>>()
  #isStopping = false

  get isStopping(): boolean {
    return this.#isStopping
  }

  /** One at a time for a connection: who comes meanwhile gets the outcome of the one under way, its failure too. */
  once(id: string, refresh: () => Promise<Fresh>): Promise<Fresh> {
    const running = this.#running.get(id) ?? refresh().finally(() => this.#running.delete(id))
    this.#running.set(id, running)
    return running
  }

  isRunning(id: string): boolean {
    return this.#running.has(id)
  }

  /** A token is being handed out: its successor is planned, once. */
  used(record: ConnectionRecord): void {
    if (this.due.has(record.id) || record.token?.expiresAt == null) return
    const at = plannedAt(record)
    if (at !== null) this.due.set(record.id, at)
  }

  waitFor(agentId: string, id: string): void {
    const waiting = this.#waiting.get(agentId) ?? new Set()
    this.#waiting.set(agentId, waiting.add(id))
  }

  /** Removes and returns those that waited for an agent. */
  takeWaiting(agentId: string): ReadonlySet<string> {
    const waiting = this.#waiting.get(agentId) ?? new Set()
    this.#waiting.delete(agentId)
    return waiting
  }

  /** Somebody signed in anew: what was known of failures is over. */
  authorized(record: ConnectionRecord): void {
    this.forget(record.id)
    this.circuits.succeeded(hostOf(record))
  }

  forget(id: string): void {
    this.due.forget(id)
    this.pauses.succeeded(id)
    this.unwritten.forget(id)
  }

  /** Begins nothing more and waits for what was sent: an answer that is cut off costs a refresh token. */
  async stop(withinMs: number): Promise<void> {
    this.#isStopping = true
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, withinMs)))
    await Promise.race([Promise.allSettled(this.#running.values()), late])
    clearTimeout(timer)
  }
}
