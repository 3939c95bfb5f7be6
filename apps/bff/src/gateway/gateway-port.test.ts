import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '../testing/eventually.ts'
import { spawnPatchbay } from '../testing/spawned-patchbay.ts'
import { AgentLinks } from './agent-links.ts'
import { type Gateway, openGateway } from './gateway.ts'
import { newHostKey } from './host-key.ts'

const opened: { close(): void }[] = []
afterEach(() => {
  vi.useRealTimers()
  for (const each of opened.splice(0)) each.close()
})

/** Another program, and the port that it has. */
async function taken(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  opened.push(server)
  return { server, port: (server.address() as AddressInfo).port }
}

async function openOn(port: number, isChosen: boolean): Promise<Gateway> {
  const said = vi.fn<(details: object, message: string) => void>()
  const gateway = await openGateway({
    host: '127.0.0.1',
    port,
    isChosen,
    hostKey: await newHostKey(),
    links: new AgentLinks(),
    authenticate: async () => null,
    isCurrent: async () => false,
    linked: () => undefined,
    log: { info: said, warn: said },
  })
  opened.push({ close: () => void gateway.stop() })
  return gateway
}

describe('the port that agents come to', () => {
  it('stops no start where it is the usual one and taken, and is had as soon as it is free', async () => {
    const { server, port } = await taken()
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const gateway = await openOn(port, false)
    expect(gateway).toMatchObject({ state: 'port-taken', port })
    await new Promise((resolve) => server.close(resolve))
    vi.advanceTimersByTime(5_000)
    await eventually(() => expect(gateway.state).toBe('listening'))
  })

  it('must be free where somebody chose it', async () => {
    const { port } = await taken()
    await expect(openOn(port, true)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('is named where it keeps Patchbay from starting', async () => {
    const { port } = await taken()
    const patchbay = await spawnPatchbay({ PATCHBAY_AGENT_PORT: String(port) })
    opened.push({ close: () => void patchbay.cleanup() })
    expect(await patchbay.exited).toMatchObject({ code: 1 })
    expect(patchbay.stderr.join('\n')).toContain(`Port ${port} on 127.0.0.1 is taken by another program`)
    expect(patchbay.stderr.join('\n')).toContain('PATCHBAY_AGENT_PORT')
  })
})
