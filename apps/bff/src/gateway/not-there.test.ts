import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asRefusal } from '../testing/api-client.ts'
import { agentToBe, sshAgent } from '../testing/agents.ts'
import { type Behind, startTunnelling, type Tunnelling } from '../testing/tunnelling.ts'

let tunnelling: Tunnelling
beforeAll(async () => {
  tunnelling = await startTunnelling()
})
afterAll(() => tunnelling.patchbay.stop())

async function refusalOf({ connection }: Behind) {
  const answer = await tunnelling.api.send('GET', `/api/connections/${connection.id}/proxy/Customer`)
  return asRefusal(answer)
}

describe('what a server behind OpenSSH does not answer', () => {
  it('is told as such where nothing listens', async () => {
    const behind = await tunnelling.behind()
    await behind.app.stop()
    const { status, code, problem } = await refusalOf(behind)
    expect({ status, code }).toEqual({ status: 502, code: 'application_unreachable' })
    // OpenSSH says yes before it has tried, and which comes first is chance.
    expect(problem.detail).toMatch(/from where the agent is|The agent may not reach it/)
  })

  it('is told as such where the agent’s own list does not have it', async () => {
    const behind = await tunnelling.behind()
    await behind.ssh.kill()
    await agentToBe(tunnelling.api, behind.agent, 'offline')
    const args = ['-N', '-R', '0', '-o', 'PermitRemoteOpen=acumatica.local:443']
    await sshAgent({ port: tunnelling.port, agent: behind.agent, args })
    await agentToBe(tunnelling.api, behind.agent, 'online')
    const { status, problem } = await refusalOf(behind)
    expect(status).toBe(502)
    expect(problem.detail).toMatch(/PermitRemoteOpen|not let it through/)
  })

  it('is told apart from an agent that forwards to a destination of its own', async () => {
    const behind = await tunnelling.behind()
    await behind.ssh.kill()
    await agentToBe(tunnelling.api, behind.agent, 'offline')
    const args = ['-N', '-R', `0:${new URL(behind.app.origin).host}`]
    await sshAgent({ port: tunnelling.port, agent: behind.agent, args })
    await agentToBe(tunnelling.api, behind.agent, 'online')
    const { status, problem } = await refusalOf(behind)
    expect(status).toBe(502)
    expect(problem.detail).toContain('ssh -R 0')
  })
})
