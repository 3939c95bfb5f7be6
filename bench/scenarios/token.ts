import { type Pressure, press, type Throughput } from '../load.ts'
import { programCalls, startPatchbay } from '../patchbay.ts'
import { seed } from '../seed.ts'

/** The token call with so many connections. */
export async function measureTokenCall(
  connections: number,
  pressures: readonly Pressure[],
): Promise<readonly Throughput[]> {
  const seeded = await seed({ connections })
  const patchbay = await startPatchbay(seeded.dir)
  const results: Throughput[] = []
  for (const pressure of pressures)
    results.push(await press(programCalls(patchbay.url, seeded, '/token'), pressure))
  await patchbay.stop()
  seeded.remove()
  return results
}
