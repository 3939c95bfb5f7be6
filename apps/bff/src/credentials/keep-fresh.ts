import type { ConnectionRecord } from '../records/connection.ts'
import type { CredentialsDeps } from './credentials-deps.ts'
import { slotMs } from './due-times.ts'
import { type Fresh, renewAhead } from './fresh-credentials.ts'
import { isPlannedByNow } from './freshness.ts'

const lookForIdleEveryMs = 60_000
const pageSize = 200
/** Together with the requests' own grace less than the 10 s after which supervisors lose patience. */
const stopWithinMs = 5_000

/** Those in use, whose tokens are about to end. */
async function renewDue(deps: CredentialsDeps): Promise<void> {
  for (const id of deps.refreshes.due.take(Date.now())) {
    const record = await deps.records.connections.get(id)
    if (record === null) deps.refreshes.forget(id)
    else if (record.status === 'online' && isPlannedByNow(record)) renewAhead(deps, record)
  }
}

function isWoken({ record }: Fresh): boolean {
  return (record.renewingSince ?? null) === null && !isOverdue(record)
}

function isOverdue({ wakeAt = null }: ConnectionRecord): boolean {
  return wakeAt !== null && Date.parse(wakeAt) <= Date.now()
}

/** Those that nobody uses: their refresh tokens would lapse, or an earlier refresh of theirs was cut off. */
async function renewIdle(deps: CredentialsDeps): Promise<void> {
  const query = { sort: { by: 'wakeAt', direction: 'asc' }, limit: pageSize } as const
  let page = await deps.records.connections.list(query)
  for (;;) {
    const overdue = page.items.filter(isOverdue)
    for (const record of overdue) if (record.status === 'online') renewAhead(deps, record, isWoken)
    if (overdue.length < page.items.length || page.next === null) return
    page = await deps.records.connections.list({ ...query, after: page.next })
  }
}

/** Those that an agent kept waiting. What failed before it came back says nothing of now. */
async function renewBehind(deps: CredentialsDeps, agentId: string): Promise<void> {
  for (const id of deps.refreshes.takeWaiting(agentId)) {
    const record = await deps.records.connections.get(id)
    if (record?.status !== 'online') continue
    deps.refreshes.authorized(record)
    renewAhead(deps, record, isOverdue(record) ? isWoken : undefined)
  }
}

export interface KeepFresh {
  /** Waits for the refreshes under way. */
  stop(): Promise<void>
}

/** Renews ahead of time, and what would lapse unused. The first look comes at once: a start may follow a crash. */
export function keepFresh(deps: CredentialsDeps): KeepFresh {
  const attempt = (work: (deps: CredentialsDeps) => Promise<void>) => () =>
    void work(deps).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'no look at what is to be renewed'),
    )
  const timers = [setInterval(attempt(renewDue), slotMs), setInterval(attempt(renewIdle), lookForIdleEveryMs)]
  for (const timer of timers) timer.unref()
  deps.tunnels.onOpen((agentId) => attempt(() => renewBehind(deps, agentId))())
  attempt(renewIdle)()
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await deps.refreshes.stop(stopWithinMs)
    },
  }
}
