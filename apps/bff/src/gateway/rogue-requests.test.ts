import { promisify } from 'node:util'
import ssh2 from 'ssh2'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { agentToBe, newAgent } from '../testing/agents.ts'
import { type AttackedPatchbay, startAttackedPatchbay } from '../testing/attacked-patchbay.ts'
import { rogueAgent } from '../testing/rogue-agent.ts'

type ClientCallback = (error: Error | null | undefined) => void

let attacked: AttackedPatchbay
beforeAll(async () => {
  attacked = await startAttackedPatchbay()
})
afterEach(() => attacked.expectAlive())
afterAll(() => attacked.stop())

describe('an agent that asks for more than its forward', () => {
  it('gets nothing of it, and keeps what it has', async () => {
    const { agent, rogue, connection } = await attacked.rogue()
    const { client } = rogue
    const at = Number(new URL(attacked.app.origin).port)
    const asks: Record<string, (done: ClientCallback) => unknown> = {
      shell: (done) => client.shell(done),
      exec: (done) => client.exec('id', done),
      sftp: (done) => client.sftp(done),
      'direct-tcpip': (done) => client.forwardOut('127.0.0.1', 1, '127.0.0.1', at, done),
      streamlocal: (done) => client.openssh_forwardOutStreamLocal('/tmp/x', done),
      'streamlocal-forward': (done) => client.openssh_forwardInStreamLocal('/tmp/y', done),
      'a second forward': (done) => client.forwardIn('0.0.0.0', 0, done),
      'a forward to a port': (done) => client.forwardIn('0.0.0.0', 8080, done),
    }
    for (const [what, ask] of Object.entries(asks)) await expect(promisify(ask)(), what).rejects.toThrow()
    expect((await attacked.through(connection)).status).toBe(200)
    await agentToBe(attacked.api, agent, 'online')
  })

  it.each(['session', 'direct-tcpip'])('10,000 times by %s is sent away', async (kind) => {
    const { agent, rogue } = await attacked.rogue()
    const { client } = rogue
    let refused = 0
    const done = (error?: Error) => void (error === undefined ? null : (refused += 1))
    const ask = () =>
      kind === 'session' ? client.exec('id', done) : client.forwardOut('127.0.0.1', 1, '127.0.0.1', 1, done)
    // Nobody minds that it is sent away before it has asked for all.
    try {
      for (let times = 0; times < 10_000; times += 1) ask()
    } catch (error) {
      expect(error).toMatchObject({ message: 'Not connected' })
    }
    await rogue.closed
    expect(refused).toBeGreaterThan(0)
    await agentToBe(attacked.api, agent, 'offline')
  })

  it('and leaves while it is being refused harms nobody', async () => {
    const { port, patchbay } = attacked
    const agent = await newAgent(attacked.api)
    const client = new ssh2.Client().on('error', () => undefined)
    const refusals = () =>
      [...patchbay.stdout, ...patchbay.stderr].filter((line) => line.includes('an agent was refused')).length
    const before = refusals()
    client.connect({ host: '127.0.0.1', port, username: agent.id, password: 'pba_wrong' })
    await expect.poll(refusals).toBe(before + 1)
    client.destroy()
    // Refused later than the first would have been.
    const wrong = rogueAgent({ port, agent: { ...agent, accessToken: 'pba_wrong' } })
    await expect(wrong).rejects.toThrow(/authentication/i)
  })
})
