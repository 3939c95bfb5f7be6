import { Api, test as shared } from './fixtures.ts'
import { Patchbay } from './patchbay.ts'

interface OwnFixtures {
  /** What the person says who starts it: null leaves the choice of the password to the setup link. */
  readonly password: string | null | undefined
  /** Its environment, beside what every test gives. */
  readonly env: Readonly<Record<string, string>>
  readonly own: Patchbay
}

/** For tests that need a Patchbay nobody else uses: one is started for each, and ended with it. */
export const test = shared.extend<OwnFixtures>({
  password: [undefined, { option: true }],
  env: [{}, { option: true }],
  own: async ({ password, env }, use) => {
    const patchbay = await Patchbay.start({ env, ...(password === undefined ? {} : { password }) })
    await use(patchbay)
    await patchbay.stop()
  },
  baseURL: async ({ own }, use) => {
    await use(own.url)
  },
  api: async ({ context, own }, use) => {
    const api = new Api(context.request, own.url)
    await api.signIn()
    own.sandboxOrigin = api.sandboxOrigin
    await use(api)
  },
})

export { expect } from '@playwright/test'
