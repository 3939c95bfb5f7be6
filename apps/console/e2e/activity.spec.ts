import { readFile } from 'node:fs/promises'
import { expectAccessible } from './support/axe.ts'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import { draft } from './support/states.ts'
import { watchPolicy } from './support/watch-policy.ts'

test('who did what is found, looked into, followed to its connection and exported', async ({
  console: page,
  api,
}) => {
  const violations = await watchPolicy(page.context())
  const name = uniqueName('Audited')
  const { id } = await draft(api, name)
  const { version } = await api.call<{ version: number }>('GET', `/api/connections/${id}`)
  await api.call('PATCH', `/api/connections/${id}`, { version, name: `${name} renamed` })

  await page.getByRole('link', { name: 'Activity' }).click()
  await expect(page).toHaveTitle('Activity · Patchbay')
  await expect(page.getByRole('heading', { level: 2, name: 'Today' })).toBeVisible()
  await page.getByRole('search').getByLabel('Search').fill(name)
  await expect(page).toHaveURL(/\/activity\?q=/)
  await expect(page.getByRole('listitem').filter({ hasText: 'changed the connection' })).toHaveCount(1)
  await page.getByLabel('Kind').selectOption('Of connections')
  await page.getByLabel('Result').selectOption('Done')

  const event = page.getByRole('listitem').filter({ hasText: 'changed the connection' })
  await event.getByRole('button', { name: /^Details: / }).click()
  await expect(event.getByRole('row', { name: 'name' })).toContainText(`${name} renamed`)
  await expect(event).toContainText('127.0.0.1')
  await expectAccessible(page, 'an event with its details')

  await event.getByRole('link', { name: 'All that happened to it' }).click()
  await expect(page).toHaveURL(`/activity?target=${id}`)
  await expect(page.getByText(`Only what happened to ${name}`)).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'the connection' })).toHaveCount(2)

  // What comes meanwhile is offered, and moves nothing.
  await api.call('PATCH', `/api/connections/${id}`, { version: version + 1, name: `${name} again` })
  const news = page.getByRole('button', { name: /^Show \d new events?$/ })
  await news.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeFocused()
  await expect(page.getByRole('listitem').filter({ hasText: 'changed the connection' })).toHaveCount(2)

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export' }).click()
  const file = await (await download).path()
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
  const actions = lines.map((line) => (JSON.parse(line) as { action: string }).action)
  expect(actions).toEqual(['connection.created', 'connection.updated', 'connection.updated'])

  await page
    .getByRole('link', { name: `${name} renamed` })
    .first()
    .click()
  await expect(page).toHaveURL(`/connections/${id}`)
  const tab = page.getByRole('tab', { name: 'Activity' })
  await tab.click()
  await expect(page).toHaveURL(`/connections/${id}/activity`)
  await expect(tab).toBeFocused()
  await expect(page.getByRole('listitem').filter({ hasText: 'created the connection' })).toHaveCount(1)
  await expectAccessible(page, "the connection's tab")
  expect(violations).toEqual([])
})

test('activity fits a phone, and says where nothing matches', async ({ console: page, api }) => {
  const name = uniqueName('Narrow')
  await draft(api, name)
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto(`/activity?q=${name}`)
  await page.getByRole('button', { name: /^Details: / }).click()
  await expect(page.getByRole('term').filter({ hasText: 'Address' })).toBeVisible()
  await expectFits(page, 'the activity')
  await page.getByLabel('Search').fill('nothing of this name')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await expectAccessible(page, 'no match')
  await page.getByRole('button', { name: 'Clear search' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Today' })).toBeVisible()
})
