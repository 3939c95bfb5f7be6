import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { flowThrough, integrationWith } from './support/in-use.ts'
import { expectNoShift, watchShifts } from './support/layout-shifts.ts'
import { newApiKey } from './support/records.ts'
import { online } from './support/states.ts'

const stepMs = 60

/** Each answer of the API comes that much after, or before, the one that was asked for next. */
async function spreadAnswers(page: Page, order: 'first asked' | 'last asked'): Promise<void> {
  let asked = 0
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.route('**/api/**', async (route) => {
    const turn = asked++
    await wait(stepMs * Math.max(0, order === 'first asked' ? turn : 10 - turn))
    await route.continue()
  })
}

/** Opens each as a new page, in both orders. */
async function expectStill(page: Page, paths: readonly string[]): Promise<void> {
  await watchShifts(page)
  for (const [width, order] of [
    [1440, 'first asked'],
    [390, 'last asked'],
  ] as const) {
    // As high as the pages are: what moves out of sight moves, too.
    await page.setViewportSize({ width, height: 3000 })
    for (const path of paths) {
      await spreadAnswers(page, order)
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectNoShift(page, `${path}, ${width} px, ${order} is answered first`)
    }
  }
}

test('nothing moves while a page of several parts loads, whichever comes first', async ({ page, api }) => {
  const name = uniqueName('Still')
  const lender = await online(api, `${name} lender`, 'acumatica')
  const connection = await online(api, name, 'acumatica')
  await api.call('PATCH', `/api/connections/${connection.id}`, {
    version: connection.version,
    advanced: { borrowConcurrencyFrom: lender.id },
  })
  const integration = await integrationWith(api, name, [connection, lender])
  await flowThrough(api, integration, {
    name,
    steps: [
      ['source', connection],
      ['lookup', lender],
    ],
  })
  await newApiKey(api, name, { connectionIds: [lender.id] })
  await api.call('POST', '/api/webhooks', { name, url: 'https://hooks.example/', connectionIds: [lender.id] })
  await expectStill(page, [
    `/connections/${connection.id}`,
    `/connections/${connection.id}/activity`,
    `/connections/${lender.id}`,
    `/integrations/${integration.id}`,
    `/integrations/${integration.id}/connections`,
    '/account',
    '/settings',
  ])
})

test('nothing moves while a list loads, whichever of its answers comes first', async ({ page, api }) => {
  const name = uniqueName('Still list')
  await online(api, name)
  await newApiKey(api, name)
  await integrationWith(api, name, [])
  await expectStill(page, [
    '/connections',
    '/iclients',
    '/agents',
    '/api-keys',
    '/integrations',
    '/activity',
    '/users',
  ])
})
