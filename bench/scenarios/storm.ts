import { keys, pick } from '../material.ts'
import { programCalls, startPatchbay } from '../patchbay.ts'
import { startProcess } from '../processes.ts'
import { seed } from '../seed.ts'
import { callSteadily } from '../steady.ts'

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
/** From before the first refresh to after the last: they happen up to 75 s before the ends. */
const watchSeconds = 90

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
  const { calls, refused, p50Ms, p99Ms } = await callSteadily(programCalls(patchbay.url, seeded, '/token'), {
    perSecond: callsPerSecond,
    seconds: watchSeconds,
  })
  const counts = (await (await fetch(`${endpoint.url}/counts`)).json()) as Pick<
    StormResults,
    'refreshes' | 'reuses' | 'mostAtOnce'
  >
  await Promise.all([patchbay.stop(), endpoint.stop()])
  seeded.remove()
  return { connections, ...counts, calls, refused, p50Ms, p99Ms }
}
