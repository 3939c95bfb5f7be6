import { type APIRequestContext, type Page, test as base } from '@playwright/test'
import { adminPassword, Patchbay } from './patchbay.ts'
import { sweeper } from './records.ts'

interface TestFixtures {
  /** A page of the console, signed in. */
  readonly console: Page
  /** Calls of the API as the signed-in administrator. */
  readonly api: Api
}

interface WorkerFixtures {
  readonly patchbay: Patchbay
}

/** The API, with the session and the origin that the browser would send. */
export class Api {
  readonly #request: APIRequestContext
  readonly #origin: string

  constructor(request: APIRequestContext, origin: string) {
    this.#request = request
    this.#origin = origin
  }

  async call<T>(method: string, path: string, data?: unknown): Promise<T> {
    const response = await this.#request.fetch(this.#origin + path, {
      method,
      headers: { origin: this.#origin },
      ...(data === undefined ? {} : { data }),
    })
    if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`)
    return (response.status() === 204 ? undefined : await response.json()) as T
  }

  async signIn(): Promise<void> {
    const session = await this.call<{ sandbox: { origin: string } | null }>('POST', '/api/session', {
      password: adminPassword,
    })
    this.sandboxOrigin = session.sandbox?.origin ?? ''
  }

  async isSignedIn(): Promise<boolean> {
    return (await this.#request.get(`${this.#origin}/api/session`)).ok()
  }

  /** The text of a page, as the browser would get it that follows a link from elsewhere. */
  async visit(url: string): Promise<string> {
    return (await this.#request.get(url)).text()
  }

  sandboxOrigin = ''
}

/** One Patchbay a worker; every test has a browser context and names of its own. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  patchbay: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what a fixture needs
    async ({}, use) => {
      const patchbay = await Patchbay.start()
      await use(patchbay)
      await patchbay.stop()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ patchbay }, use) => {
    await use(patchbay.url)
  },
  api: async ({ context, patchbay }, use) => {
    const api = new Api(context.request, patchbay.url)
    await api.signIn()
    patchbay.sandboxOrigin = api.sandboxOrigin
    const sweep = await sweeper(api)
    await use(api)
    // The test may have ended the session.
    if (!(await api.isSignedIn())) await api.signIn()
    await sweep()
  },
  // `api` signs the context's cookie jar in, so pages of the context are too.
  console: async ({ page, api }, use) => {
    if (api.sandboxOrigin === '') throw new Error('The sandbox is off.')
    await page.goto('/connections')
    await use(page)
  },
})

export { expect } from '@playwright/test'

/** A name that no other test uses. */
export function uniqueName(start: string): string {
  return `${start} ${Math.random().toString(36).slice(2, 8)}`
}
