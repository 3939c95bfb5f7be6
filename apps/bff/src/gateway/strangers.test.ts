import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { agentToBe, newAgent, sshAgent } from '../testing/agents.ts'
import { type AttackedPatchbay, startAttackedPatchbay } from '../testing/attacked-patchbay.ts'
import { peakOf } from '../testing/transfer.ts'

let attacked: AttackedPatchbay
beforeAll(async () => {
  attacked = await startAttackedPatchbay()
})
afterEach(() => attacked.expectAlive())
afterAll(() => attacked.stop())

function stranger(localAddress = '127.0.0.1'): Socket {
  const socket = connect({ port: attacked.port, host: '127.0.0.1', localAddress })
  socket.on('error', () => undefined).on('data', () => undefined)
  onTestFinished(() => void socket.destroy())
  return socket
}

async function expectCutOff(socket: Socket): Promise<void> {
  if (!socket.closed) await once(socket, 'close')
}

/** What is more at a time than the system lets wait to be accepted would never hear that it was sent away. */
async function inWaves(count: number, wave = 200): Promise<Socket[]> {
  const strangers: Socket[] = []
  while (strangers.length < count) {
    const some = Array.from({ length: wave }, () => stranger('127.0.0.2'))
    await Promise.all(some.map((socket) => once(socket, 'connect')))
    strangers.push(...some)
  }
  return strangers
}

describe('whoever connects and is no agent', () => {
  it('and is gone again at once, the very first included, harms nothing', async () => {
    for (let times = 0; times < 50; times += 1) {
      const socket = stranger()
      await once(socket, 'connect')
      socket.resetAndDestroy()
    }
  })

  it.each([
    ['a line without end', Buffer.alloc(1024 * 1024, 65)],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: patchbay\r\n\r\n')],
    ['TLS', Buffer.from('16030100f8010000f40303', 'hex')],
    ['lines', Buffer.from('hello\r\n'.repeat(10_000))],
    ['zeros after the name', Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), Buffer.alloc(70_000)])],
    ['the longest packet', Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), Buffer.alloc(70_000, 0xff)])],
  ])('and sends %s is cut off', async (what, sent) => {
    const socket = stranger()
    socket.write(sent)
    // Of TLS no line comes to its end: it waits like anybody slow.
    if (what !== 'TLS') await expectCutOff(socket)
  })

  it('by the thousand neither keeps agents out nor costs memory', { timeout: 60_000 }, async () => {
    const agent = await newAgent(attacked.api)
    await sshAgent({ port: attacked.port, agent })
    await agentToBe(attacked.api, agent, 'online')
    const before = await peakOf(attacked.patchbay.pid)
    const strangers = await inWaves(3_000)
    const sentAway = () => strangers.filter(({ closed }) => closed).length
    await expect.poll(sentAway, { timeout: 20_000 }).toBeGreaterThanOrEqual(2_900)
    await attacked.expectAlive()
    // They are of one address; who comes from another is let in.
    const other = await newAgent(attacked.api)
    await sshAgent({ port: attacked.port, agent: other })
    await agentToBe(attacked.api, other, 'online')
    await agentToBe(attacked.api, agent, 'online')
    expect((await peakOf(attacked.patchbay.pid)) - before).toBeLessThan(128)
  })
})
