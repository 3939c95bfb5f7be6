import type { Connection } from '@patchbay/contracts/connection'
import type { Page } from '@playwright/test'
import { type Api, expect, test, uniqueName } from './support/fixtures.ts'
import { newFlow } from './support/flows.ts'
import { newAgent, newIClient } from './support/records.ts'
import { draft } from './support/states.ts'
import { watchPolicy } from './support/watch-policy.ts'

interface Router {
  readonly routesById: Record<string, { readonly fullPath?: string }>
  readonly state: { readonly status: string }
  navigate(to: { readonly href: string }): Promise<void>
}
/** Where the router puts itself. */
const place = '__TSR_ROUTER__'

/** One record of each kind that an address can name, by the name of the parameter. */
async function recordsOf(api: Api): Promise<Record<string, string>> {
  const name = uniqueName('Walked')
  const connection: Connection = await draft(api, name)
  const client = { name, application: 'lexbizz', clientId: 'a-client', clientSecret: 'a-secret' } as const
  const iClient = await newIClient(api, client)
  const agent = await newAgent(api, name)
  const flow = await newFlow(api)
  const webhook = await api.call<{ id: string }>('POST', '/api/webhooks', {
    name,
    url: 'https://hooks.example/',
  })
  const { user } = await api.call<{ user: { id: string } }>('GET', '/api/session')
  return {
    userId: user.id,
    connectionId: connection.id,
    iClientId: iClient.id,
    agentId: agent.id,
    integrationId: flow.integrationId,
    flowId: flow.id,
    stepId: flow.steps[0]?.id ?? '',
    webhookId: webhook.id,
  }
}

/** Of every route that the router has, so that a new one is walked, or fails for want of a record. */
function addressesOf(patterns: readonly string[], records: Record<string, string>): string[] {
  return patterns.map((pattern) =>
    pattern.replaceAll(/\$(\w*)/g, (_all, name: string) => {
      const value = name === '' ? 'nothing/here' : records[name]
      if (value === undefined)
        throw new TypeError(`There is no ${name} to walk ${pattern} with: add it to recordsOf.`)
      return value
    }),
  )
}

async function standAt(page: Page, address: string): Promise<void> {
  await page.evaluate(([name, href]) => (Reflect.get(globalThis, name) as Router).navigate({ href }), [
    place,
    address,
  ] as const)
  const status = () => page.evaluate((name) => (Reflect.get(globalThis, name) as Router).state.status, place)
  await expect.poll(status).toBe('idle')
  await expect(page.getByRole('heading').first()).toBeVisible()
}

test('no page of the console does what its content security policy forbids', async ({
  console: page,
  api,
}) => {
  const violations = await watchPolicy(page.context())
  await page.reload()
  const records = await recordsOf(api)
  const patterns = await page.evaluate(
    (name) =>
      Object.values((Reflect.get(globalThis, name) as Router).routesById).map((each) => each.fullPath),
    place,
  )
  const walked = addressesOf(
    [...new Set(patterns)].filter((pattern) => pattern !== undefined),
    records,
  )
  expect(walked.length).toBeGreaterThan(20)
  for (const address of walked) {
    await test.step(address, async () => {
      await standAt(page, address)
      expect(violations, address).toEqual([])
    })
  }
})

test('the policy is there and watched: what it forbids is refused, and seen', async ({ console: page }) => {
  const violations = await watchPolicy(page.context())
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const refused = await page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="alert(1)">')
      return false
    } catch {
      return true
    }
  })
  expect(refused).toBe(true)
  await expect.poll(() => violations.length).toBeGreaterThan(0)
})
