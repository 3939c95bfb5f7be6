import type { Agent } from '@patchbay/contracts/agents'
import type { Connection } from '@patchbay/contracts/connection'
import { type Api, test as shared } from './fixtures.ts'
import { link, RunningAgent } from './running-agent.ts'
import { draftAtSandbox } from './records.ts'

interface AgentFixtures {
  /** Starts agents, which end with the test. */
  readonly agents: {
    /** By a command as the console shows it. */
    readonly run: (command: string, token: string) => RunningAgent
    readonly link: (agent: Pick<Agent, 'id'> & { readonly accessToken: string }) => Promise<RunningAgent>
  }
}

export const test = shared.extend<AgentFixtures>({
  agents: async ({ api }, use) => {
    const running: RunningAgent[] = []
    const kept = (agent: RunningAgent) => {
      running.push(agent)
      return agent
    }
    await use({
      run: (command, token) => kept(new RunningAgent(command, token)),
      link: async (agent) => kept(await link(api, agent)),
    })
    await Promise.all(running.map((each) => each.stop('SIGKILL')))
  },
})

/** A draft that leads to the stand-in through an agent. */
export async function draftBehind(api: Api, name: string, { id }: Pick<Agent, 'id'>): Promise<Connection> {
  const settings = { mode: 'on-premise', agentId: id, instanceUri: `${api.sandboxOrigin}/acumatica` }
  return draftAtSandbox(api, 'acumatica', { name, settings })
}

export { expect, uniqueName } from './fixtures.ts'
