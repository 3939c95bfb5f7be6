import type { Agent } from '@patchbay/contracts/agents'
import { test as shared } from './fixtures.ts'
import { link, OpenSshAgent } from './openssh-agent.ts'

interface AgentFixtures {
  /** Starts agents, which end with the test. */
  readonly agents: {
    /** By a command as the console shows it. */
    readonly run: (command: string, token: string) => OpenSshAgent
    readonly link: (agent: Pick<Agent, 'id'> & { readonly accessToken: string }) => Promise<OpenSshAgent>
  }
}

export const test = shared.extend<AgentFixtures>({
  agents: async ({ api }, use) => {
    const running: OpenSshAgent[] = []
    const kept = (agent: OpenSshAgent) => {
      running.push(agent)
      return agent
    }
    await use({
      run: (command, token) => kept(new OpenSshAgent(command, token)),
      link: async (agent) => kept(await link(api, agent)),
    })
    await Promise.all(running.map((each) => each.stop('SIGKILL')))
  },
})

export { expect, uniqueName } from './fixtures.ts'
