import autocannon from 'autocannon'
import { keys, pick } from '../material.ts'
import { startPatchbay } from '../patchbay.ts'
import { startProcess } from '../processes.ts'
import { seed } from '../seed.ts'

export interface StormResults {
  readonly connections: number
  readonly refreshes: number
  readonly reuses: number
  readonly mostAtOnce: number
  readonly calls: number
  readonly refused: number
  readonly p50Ms: number
  readonly p99Ms: number
}

const callsPerSecond = 1_000
const windowMs = 60_000
/** Longer than the window and the margin before an end, in which refreshes happen. */
const watchSeconds = 150

const headers = () => ({ authorization: `Bearer ${pick(keys)}` })

/** Connections in use whose tokens all end within one minute, while programs go on asking for them. */
export async function measureStorm(connections: number): Promise<StormResults> {
  const endpoint = await startProcess('servers/token-endpoint.ts')
  // The first ends after the margin of a minute and what it takes to begin.
  const firstEnd = Date.now() + 60_000 + 20_000 + connections
  const expiresAt = (index: number) => firstEnd + (index / connections) * windowMs
  const seeded = await seed({ connections, tokenUrl: `${endpoint.url}/token`, expiresAt })
  const patchbay = await startPatchbay(seeded.dir)
  for (const id of seeded.ids) {
    const answer = await fetch(`${patchbay.url}/api/connections/${id}/token`, { headers: headers() })
    await answer.arrayBuffer()
  }
  const result = await autocannon({
    url: patchbay.url,
    connections: 20,
    duration: watchSeconds,
    overallRate: callsPerSecond,
    setupClient: (client) =>
      client.setRequests(
        Array.from({ length: 5_000 }, () => ({
          method: 'GET' as const,
          path: `/api/connections/${pick(seeded.ids)}/token`,
          headers: headers(),
        })),
      ),
  })
  const counts = (await (await fetch(`${endpoint.url}/counts`)).json()) as Pick<
    StormResults,
    'refreshes' | 'reuses' | 'mostAtOnce'
  >
  await Promise.all([patchbay.stop(), endpoint.stop()])
  seeded.remove()
  const refused = result.non2xx + result.errors + result.timeouts
  const { p50, p99 } = result.latency
  return { connections, ...counts, calls: result.requests.total, refused, p50Ms: p50, p99Ms: p99 }
}
