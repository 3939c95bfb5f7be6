import { setTimeout as wait } from 'node:timers/promises'
import { Pool } from 'undici'
import type { Target } from './load.ts'

export interface SteadyResults {
  readonly calls: number
  /** Answers other than 2xx, and calls without an answer. */
  readonly refused: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
}

const connections = 20

/**
 * Calls at an even pace, whatever becomes of those before: a caller that waits for its answer would not call while the
 * server stands still, and so would not see it. (autocannon's own rate comes in bursts of a second.)
 */
export async function callSteadily(
  target: Target,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<SteadyResults> {
  const pool = new Pool(target.url, { connections, pipelining: 1 })
  const times: number[] = []
  let refused = 0
  const call = async (dueMs: number) => {
    try {
      const { statusCode, body } = await pool.request({ method: 'GET', ...target.request() })
      await body.dump()
      if (statusCode >= 300) refused += 1
    } catch {
      refused += 1
    }
    times.push(performance.now() - dueMs)
  }
  const startedAt = performance.now()
  const total = perSecond * seconds
  const under: Promise<void>[] = []
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond))
    for (; sent < due; sent += 1) under.push(call(startedAt + (sent / perSecond) * 1000))
    await wait(1)
  }
  await Promise.all(under)
  await pool.close()
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { calls: total, refused, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) }
}
