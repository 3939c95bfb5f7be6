import { type Pressure, press, type Throughput } from '../load.ts'
import { programCalls, startPatchbay } from '../patchbay.ts'
import { startProcess } from '../processes.ts'
import { seed } from '../seed.ts'

export interface ProxyResults {
  readonly bare: readonly Throughput[]
  readonly patchbay: readonly Throughput[]
}

const request = () => ({ path: '/items?page=1', headers: { accept: 'application/json' } })

/** Requests to a local echo, through a bare reverse proxy and through Patchbay. */
export async function measureProxy(pressures: readonly Pressure[]): Promise<ProxyResults> {
  const echo = await startProcess('servers/echo.ts')
  const bareProxy = await startProcess('servers/reverse-proxy.ts', { args: [echo.url] })
  const bare: Throughput[] = []
  for (const pressure of pressures) bare.push(await press({ url: bareProxy.url, request }, pressure))
  await bareProxy.stop()

  const seeded = await seed({ connections: 1_000, baseUrl: echo.url })
  const server = await startPatchbay(seeded.dir)
  const patchbay: Throughput[] = []
  for (const pressure of pressures)
    patchbay.push(await press(programCalls(server.url, seeded, '/proxy/items?page=1'), pressure))
  await Promise.all([server.stop(), echo.stop()])
  seeded.remove()
  return { bare, patchbay }
}
