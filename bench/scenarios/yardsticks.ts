import { type Pressure, press, type Throughput } from '../load.ts'
import { keys, pick } from '../material.ts'
import { startProcess } from '../processes.ts'

export interface Yardstick {
  readonly name: string
  readonly results: readonly Throughput[]
}

const servers = [
  ['bare node:http', 'servers/bare-http.ts'],
  ['bare Express', 'servers/bare-express.ts'],
  ['floor of the token call', 'servers/floor.ts'],
] as const

const request = () => ({ path: '/', headers: { authorization: `Bearer ${pick(keys)}` } })

/** What this machine does without Patchbay. */
export async function measureYardsticks(pressures: readonly Pressure[]): Promise<readonly Yardstick[]> {
  const yardsticks: Yardstick[] = []
  for (const [name, script] of servers) {
    const server = await startProcess(script)
    const results: Throughput[] = []
    for (const pressure of pressures) results.push(await press({ url: server.url, request }, pressure))
    await server.stop()
    yardsticks.push({ name, results })
  }
  return yardsticks
}
