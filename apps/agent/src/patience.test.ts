import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, it, type TestContext } from 'vitest'
import { SpawnedAgent } from './testing/spawned-agent.ts'
import { StandInGateway } from './testing/stand-in-gateway.ts'

// Of one test: several run at the same time.
type Finished = TestContext['onTestFinished']

async function startGateway(onTestFinished: Finished): Promise<StandInGateway> {
  const gateway = await new StandInGateway().listen()
  onTestFinished(() => gateway.stop())
  return gateway
}

function start(args: string[], onTestFinished: Finished): SpawnedAgent {
  const agent = new SpawnedAgent([...args, '--allow', '*:*'])
  onTestFinished(() => agent.kill())
  return agent
}

/** A line to a port that can go dead: nothing is closed, and nothing comes any more. */
async function startLine(port: number, onTestFinished: Finished) {
  const sockets: Socket[] = []
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    sockets.push(near, far)
    for (const socket of [near, far]) socket.on('error', () => {})
    sockets.push(near, far)
    near.pipe(far).pipe(near)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  const cut = () => {
    for (const socket of sockets.slice()) socket.unpipe().pause()
  }
  return { port: (server.address() as AddressInfo).port, cut }
}

// Side by side: each of them mostly waits.
describe.concurrent('patience', { timeout: 40_000 }, () => {
  it('with a handshake that does not go on ends after ten seconds', async ({ onTestFinished }) => {
    const gateway = await startGateway(onTestFinished)
    start(gateway.options, onTestFinished)
    const arrival = await gateway.arrival()
    const channel = await arrival.open()
    const since = performance.now()
    channel.resume().write(Buffer.of(5))
    await once(channel, 'close')
    const tookMs = performance.now() - since
    expect(tookMs).toBeGreaterThan(9_000)
    expect(tookMs).toBeLessThan(15_000)
  })

  it('with a gateway that went silent ends within twenty seconds, and another link is made', async ({
    onTestFinished,
  }) => {
    const gateway = await startGateway(onTestFinished)
    const line = await startLine(gateway.port, onTestFinished)
    const agent = start([...gateway.options, '--gateway', `127.0.0.1:${line.port}`], onTestFinished)
    await gateway.arrival()
    line.cut()
    await expect.poll(() => agent.output, { timeout: 20_000 }).toContain('no longer answers')
    await gateway.arrival(2)
  })

  it('with something that never says it is SSH ends after ten seconds', async ({ onTestFinished }) => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    onTestFinished(() => void silent.close())
    const gateway = await startGateway(onTestFinished)
    const { port } = silent.address() as AddressInfo
    const agent = start([...gateway.options, '--gateway', `127.0.0.1:${port}`], onTestFinished)
    await expect.poll(() => agent.output, { timeout: 15_000 }).toMatch(/No link to .*Timed out/)
  })
})
