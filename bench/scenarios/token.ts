import { Pool } from 'undici'
import { type Pressure, press, type Throughput } from '../load.ts'
import { keys, pick } from '../material.ts'
import { programCalls, startPatchbay } from '../patchbay.ts'
import { seed } from '../seed.ts'

const atOnce = 20

/** Each connection once, so that the first reading of its secret is behind it: what is measured is the steady state. */
async function callOnce(url: string, ids: readonly string[]): Promise<void> {
  const pool = new Pool(url, { connections: atOnce })
  for (let start = 0; start < ids.length; start += atOnce) {
    const calls = ids.slice(start, start + atOnce).map(async (id) => {
      const headers = { authorization: `Bearer ${pick(keys)}` }
      const { body } = await pool.request({ method: 'GET', path: `/api/connections/${id}/token`, headers })
      await body.dump()
    })
    await Promise.all(calls)
  }
  await pool.close()
}

/** The token call with so many connections. */
export async function measureTokenCall(
  connections: number,
  pressures: readonly Pressure[],
): Promise<readonly Throughput[]> {
  const seeded = await seed({ connections })
  const patchbay = await startPatchbay(seeded.dir)
  await callOnce(patchbay.url, seeded.ids)
  const results: Throughput[] = []
  for (const pressure of pressures)
    results.push(await press(programCalls(patchbay.url, seeded, '/token'), pressure))
  await patchbay.stop()
  seeded.remove()
  return results
}
