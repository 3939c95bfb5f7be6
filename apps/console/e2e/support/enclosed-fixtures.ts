import { type Enclosed, startEnclosed } from '../../../bff/src/testing/enclosed.ts'
import { readEnclosure } from './enclosure.ts'
import { test as own } from './own-patchbay.ts'
import { RunningAgent } from './running-agent.ts'

interface EnclosedFixtures {
  /** A place that Patchbay does not reach. */
  readonly enclosure: ReturnType<typeof readEnclosure>
  /** The stand-ins in there. */
  readonly enclosed: Enclosed
  /** Starts an agent in there, by a command as the console shows it; it ends with the test. */
  readonly runInside: (command: string, token: string) => RunningAgent
}

/** Patchbay outside, stand-ins inside, and a browser that reaches both, as an admin's in the company does. */
export const test = own.extend<EnclosedFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what a fixture needs
  enclosure: async ({}, use) => {
    await use(readEnclosure())
  },
  env: async ({ enclosure }, use) => {
    await use({ PATCHBAY_HOST: enclosure.listenOn })
  },
  enclosed: async ({ enclosure, own: patchbay }, use) => {
    const enclosed = await startEnclosed(enclosure, `${patchbay.url}/connection/oauth2callback`)
    await use(enclosed)
    await enclosed.stop()
  },
  proxy: async ({ enclosed }, use) => {
    await use({ server: enclosed.proxy, bypass: 'localhost' })
  },
  runInside: async ({ enclosure }, use) => {
    const running: RunningAgent[] = []
    await use((command, token) => {
      const there = command.replace('@localhost', `@${enclosure.outside}`)
      const agent = new RunningAgent(there, token, enclosure.within)
      running.push(agent)
      return agent
    })
    await Promise.all(running.map((each) => each.stop('SIGKILL')))
  },
})

export { expect, uniqueName } from './fixtures.ts'
