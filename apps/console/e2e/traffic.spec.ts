import type { Connection } from '@patchbay/contracts/connection'
import type { APIRequestContext, Page } from '@playwright/test'
import { json, page as htmlPage } from '../../bff/src/testing/odd-server.ts'
import { expectAccessible } from './support/axe.ts'
import type { Api } from './support/fixtures.ts'
import { uniqueName } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import { draftAtOdd, expect, test } from './support/odd-application.ts'
import { newApiKey } from './support/records.ts'
import { draft } from './support/states.ts'
import { watchPolicy } from './support/watch-policy.ts'

const stripOf = (page: Page, name: string) =>
  page.getByRole('row', { name }).getByRole('img', { name: 'Last 24 hours' })
const trafficOf = (page: Page) => page.getByRole('region', { name: 'Traffic' })

/** Sent through the connection by a program; the statuses that it got. */
async function sends(program: APIRequestContext, url: string, times: number): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: times }, () => program.get(url)))
  return answers.map((answer) => answer.status())
}

async function programOf(
  api: Api,
  playwright: { request: { newContext(options: object): Promise<APIRequestContext> } },
) {
  const { key } = await newApiKey(api, uniqueName('Program'), { permissions: ['token', 'proxy'] })
  return playwright.request.newContext({ extraHTTPHeaders: { authorization: `Bearer ${key}` } })
}

async function authorize(api: Api, { id }: Connection): Promise<void> {
  const path = `/api/connections/${id}/authorize`
  const { authorizationUrl } = await api.call<{ authorizationUrl: string }>('POST', path)
  expect(await api.visit(authorizationUrl)).toContain('Connected')
}

test('what programs send through a connection is seen on its page, and in the list', async ({
  page,
  api,
  odd,
  own,
  playwright,
}) => {
  const violations = await watchPolicy(page.context())
  const name = uniqueName('Busy')
  const connection = await draftAtOdd(api, odd, name)
  await authorize(api, connection)
  await page.goto('/connections')
  await expect(page.getByRole('columnheader', { name: '24 h' })).toBeVisible()
  await expect(stripOf(page, name)).toHaveAccessibleName('Last 24 hours: not used')
  await page.getByRole('link', { name }).click()
  await expect(trafficOf(page).getByText('No requests in the last hour')).toBeVisible()

  const program = await programOf(api, playwright)
  const url = `${own.url}/api/connections/${connection.id}/proxy/Customer`
  expect(await sends(program, url, 8)).toEqual(Array.from({ length: 8 }, () => 200))
  odd.answer('record', json({ message: 'no' }, 404))
  expect(await sends(program, url, 2)).toEqual([404, 404])
  odd.answer('record', htmlPage('<h1>Internal</h1>', 500))
  expect(await sends(program, url, 3)).toEqual([500, 500, 500])
  expect(await sends(program, `${own.url}/api/connections/${connection.id}/token`, 4)).toContain(200)
  await program.dispose()

  await page.reload()
  const traffic = trafficOf(page)
  await expect(traffic).toContainText('Last hour: 13 requests, 3 errors, 2 refused, 4 tokens handed out')
  for (const title of ['Requests', 'Latency', 'Pool use', 'Tokens handed out'])
    await expect(traffic.getByText(title, { exact: true }).first()).toBeVisible()
  const table = page.getByRole('table', { name: 'Traffic of the last hour' })
  const cells = await table
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
    .allInnerTexts()
  const sum = (column: number) =>
    cells.reduce((total, row) => total + Number(row.split('\t')[column] ?? 0), 0)
  expect([sum(1), sum(2), sum(3), sum(7)]).toEqual([13, 3, 2, 4])

  await traffic.getByRole('slider', { name: 'Moment' }).focus()
  await page.keyboard.press('Home')
  await expect(traffic.getByText(/: 0 requests$/)).toBeVisible()
  await traffic.getByRole('radio', { name: 'Day' }).click()
  await expect(page).toHaveURL(`/connections/${connection.id}?traffic=day`)
  await expect(traffic).toContainText('Last 24 hours: 13 requests')
  await page.reload()
  await expect(traffic.getByRole('radio', { name: 'Day' })).toBeChecked()
  await expectAccessible(page, 'traffic')

  await page.setViewportSize({ width: 390, height: 844 })
  await expect(traffic).toContainText('Last 24 hours: 13 requests')
  await expectFits(page, 'traffic on a phone')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('/connections')
  await expect(stripOf(page, name)).toHaveAccessibleName('Last 24 hours: 1 hour with errors')
  await expectAccessible(page, 'list with traffic')
  expect(violations).toEqual([])
})

test('the page follows what happens while it is open', async ({ page, api, odd, own, playwright }) => {
  const connection = await draftAtOdd(api, odd, uniqueName('Followed'))
  await authorize(api, connection)
  await page.goto(`/connections/${connection.id}`)
  await expect(trafficOf(page).getByText('No requests in the last hour')).toBeVisible()
  const program = await programOf(api, playwright)
  await sends(program, `${own.url}/api/connections/${connection.id}/proxy/Customer`, 1)
  await program.dispose()
  await expect(trafficOf(page)).toContainText('Last hour: 1 request, 0 errors', { timeout: 20_000 })
})

/** @returns having found that nothing moved, from the first sight of the page on */
async function expectStill(page: Page, path: string): Promise<void> {
  const traffic = trafficOf(page)
  const topOf = async () => (await page.getByRole('region', { name: 'Settings' }).boundingBox())?.y
  await page.goto(path)
  await expect(traffic).toBeVisible()
  // Read at once: what is not there with the page would push the rest down.
  expect(await traffic.getByText('Last hour: 3 requests').count()).toBe(1)
  await page.evaluate(() => document.fonts.ready)
  const top = await topOf()
  await traffic.getByRole('slider', { name: 'Moment' }).focus()
  // Minutes may have begun since the requests, and there is nothing in those.
  const pooled = traffic.getByText(/pool \d of 5/)
  const empty = traffic.getByText(/: 0 requests$/)
  await expect(pooled.or(empty)).toBeVisible()
  await expect(async () => {
    if (await empty.isVisible()) await page.keyboard.press('ArrowLeft')
    await expect(pooled).toBeVisible({ timeout: 500 })
  }).toPass()
  expect(await topOf()).toBe(top)
  await page.keyboard.press('Home')
  await expect(empty).toBeVisible()
  expect(await topOf()).toBe(top)
}

test('nothing moves while the page loads, nor while the pointer goes over the plots', async ({
  page,
  api,
  odd,
  own,
  playwright,
}) => {
  const connection = await draftAtOdd(api, odd, uniqueName('Still'))
  await authorize(api, connection)
  const program = await programOf(api, playwright)
  await sends(program, `${own.url}/api/connections/${connection.id}/proxy/Customer`, 3)
  await program.dispose()
  // The page tells how long things last: a line that breaks elsewhere when a minute is over is not what is looked at.
  await page.clock.setFixedTime(Date.now())
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await expectStill(page, `/connections/${connection.id}`)
  }
})

test('the life of a token is told: when it came, was refreshed, and will end', async ({
  page,
  api,
  odd,
  own,
  playwright,
}) => {
  const connection = await draftAtOdd(api, odd, uniqueName('Alive'))
  await page.goto(`/connections/${connection.id}`)
  await expect(page.getByText('It begins when the connection is authorized.')).toBeVisible()
  odd.answer('token', json({ access_token: 'a', refresh_token: 'r', token_type: 'Bearer', expires_in: 1 }))
  await authorize(api, connection)
  odd.answer('token', json({ access_token: 'b', refresh_token: 'r', token_type: 'Bearer', expires_in: 3600 }))
  const program = await programOf(api, playwright)
  await sends(program, `${own.url}/api/connections/${connection.id}/token`, 1)
  await program.dispose()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Token life' })).toBeVisible()
  await expect(page.getByText(/^Obtained just now/)).toBeVisible()
  await expect(page.getByText('1 refresh seen, the last one just now')).toBeVisible()
  await expect(page.getByText(/^Renewed ahead from .* in 5\d min$/)).toBeVisible()
  await expect(page.getByText(/^Ends .* in 5\d min$/)).toBeVisible()
})

test('a call is there to copy, with the connection’s own address in it', async ({
  page,
  context,
  api,
  own,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { id } = await draft(api, uniqueName('Called'))
  await page.goto(`/connections/${id}`)
  const examples = page.getByRole('region', { name: 'Call it from a program' })
  await examples.getByRole('button', { name: 'Copy Get an access token' }).click()
  const start = 'curl -H "Authorization: Bearer $PATCHBAY_API_KEY"'
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  expect(await copied()).toBe(`${start} ${own.url}/api/connections/${id}/token`)
  await examples.getByRole('button', { name: 'Copy Send a request through it' }).click()
  expect(await copied()).toBe(`${start} '${own.url}/api/connections/${id}/proxy/Customer?$top=1'`)
  await examples.getByRole('link', { name: 'Create a key' }).click()
  await expect(page.getByRole('dialog', { name: 'Create API key' })).toBeVisible()
})
