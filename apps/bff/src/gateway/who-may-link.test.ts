import { deleteAgent, regenerateAgentToken } from '@patchbay/contracts/agents'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentToBe, newAgent, sshAgent } from '../testing/agents.ts'
import { rogueAgent } from '../testing/rogue-agent.ts'
import { startTunnelling, type Tunnelling } from '../testing/tunnelling.ts'

let tunnelling: Tunnelling
beforeAll(async () => {
  tunnelling = await startTunnelling()
})
afterAll(() => tunnelling.patchbay.stop())

async function expectRefused(agent: { id: string; accessToken: string }): Promise<void> {
  const ssh = await sshAgent({ port: tunnelling.port, agent })
  expect(await ssh.exited, ssh.said()).toBe(255)
  expect(ssh.said()).toContain('Permission denied')
}

describe('whoever links', () => {
  it('needs the token of the agent, and no token is in the log', async () => {
    const agent = await newAgent(tunnelling.api)
    const other = await newAgent(tunnelling.api)
    await expectRefused({ id: agent.id, accessToken: 'pba_wrong' })
    await expectRefused({ id: agent.id, accessToken: other.accessToken })
    await expectRefused({ id: 'agt_nobody', accessToken: agent.accessToken })
    await agentToBe(tunnelling.api, agent, 'offline')
    const log = tunnelling.patchbay.log.text()
    expect(log).toContain('an agent was refused')
    for (const secret of ['pba_', agent.accessToken, other.accessToken]) expect(log).not.toContain(secret)
  })

  it('is sent away at once when the token is made anew, and needs the new one', async () => {
    const agent = await newAgent(tunnelling.api)
    const ssh = await tunnelling.link(agent)
    await agentToBe(tunnelling.api, agent, 'online')
    const { accessToken, status } = await tunnelling.api.ok(regenerateAgentToken, {
      params: { id: agent.id },
    })
    expect(status).toBe('offline')
    await ssh.exited
    await expectRefused(agent)
    await tunnelling.link({ ...agent, accessToken })
    await agentToBe(tunnelling.api, agent, 'online')
  })

  it('is sent away at once also where it was about to stop and only finished what it carried', async () => {
    const agent = await newAgent(tunnelling.api)
    const { client, closed } = await rogueAgent({ port: tunnelling.port, agent })
    await agentToBe(tunnelling.api, agent, 'online')
    client.unforwardIn('', 1080)
    await agentToBe(tunnelling.api, agent, 'offline')
    const startedAt = performance.now()
    await tunnelling.api.ok(regenerateAgentToken, { params: { id: agent.id } })
    await closed
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })

  it('is sent away at once when the agent is deleted', async () => {
    const agent = await newAgent(tunnelling.api)
    const ssh = await tunnelling.link(agent)
    await agentToBe(tunnelling.api, agent, 'online')
    await tunnelling.api.ok(deleteAgent, { params: { id: agent.id } })
    await ssh.exited
    await expectRefused(agent)
  })
})
