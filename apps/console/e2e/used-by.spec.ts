import type { ApiKey } from '@patchbay/contracts/api-keys'
import type { Connection } from '@patchbay/contracts/connection'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { type Api, expect, test, uniqueName } from './support/fixtures.ts'
import { flowThrough, integrationWith, usedIn } from './support/in-use.ts'
import { paneOf } from './support/pane.ts'
import { pick } from './support/pick.ts'
import { connectionsNamed, draftAtSandbox, newApiKey } from './support/records.ts'
import { draft, online } from './support/states.ts'

/** A connection that everything uses which can use one. */
async function inUse(api: Api, connection: Connection) {
  const name = uniqueName('Web shop')
  const integration = await integrationWith(api, name, [connection])
  const flow = await flowThrough(api, integration, {
    name: 'Orders',
    steps: [
      ['source', connection],
      ['lookup', connection],
    ],
  })
  const idle = await integrationWith(api, uniqueName('Idle'), [connection])
  const apiKey = await newApiKey(api, uniqueName('Nightly'), { connectionIds: [connection.id] })
  const advanced = { borrowConcurrencyFrom: connection.id }
  const borrower = await draftAtSandbox(api, 'lexbizz', { name: uniqueName('Borrower'), advanced })
  return { connection, integration, flow, idle, apiKey, borrower }
}

const usedBy = (page: Page) => page.getByRole('region', { name: 'Used by' })
const deletionOf = (page: Page, name: string) => page.getByRole('alertdialog', { name: `Delete ${name}?` })

test('the page of a connection names what uses it, with the way to each', async ({ console: page, api }) => {
  test.slow()
  const { connection, integration, idle, apiKey, borrower } = await inUse(
    api,
    await draft(api, uniqueName('Used')),
  )
  await page.goto(`/connections/${connection.id}`)
  await expect(usedBy(page).getByRole('listitem')).toHaveText([
    idle.name,
    integration.name,
    `Orders, step 1, source${integration.name}`,
    `Orders, step 2, lookup${integration.name}`,
    apiKey.name,
    borrower.name,
  ])
  await expectAccessible(page, 'used by')

  await usedBy(page).getByRole('link', { name: integration.name }).click()
  await expect(page.getByRole('heading', { level: 1, name: integration.name })).toBeVisible()
  await page.goBack()
  await usedBy(page).getByRole('link', { name: 'Orders, step 2, lookup' }).click()
  const step = page.locator('[aria-current="true"]')
  await expect(step).toContainText('Lookup')
  await expect(step).toContainText(connection.name)
  await expect(step).toBeInViewport()
  await page.goBack()
  await usedBy(page).getByRole('link', { name: apiKey.name }).click()
  await expect(page.getByRole('row', { name: apiKey.name })).toBeVisible()
  await page.goBack()
  await usedBy(page).getByRole('link', { name: borrower.name }).click()
  await expect(page.getByRole('heading', { level: 1, name: borrower.name })).toBeVisible()
  await expect(usedBy(page)).toContainText('Nothing uses it.')
})

test('of many uses the first are shown, and all when they are asked for', async ({ console: page, api }) => {
  const connection = await draft(api, uniqueName('Much used'))
  const start = uniqueName('Key')
  for (let number = 1; number <= 10; number += 1)
    await newApiKey(api, `${start} ${number}`, { connectionIds: [connection.id] })
  await page.goto(`/connections/${connection.id}`)
  await expect(usedBy(page).getByRole('listitem')).toHaveCount(8)
  await usedBy(page).getByRole('button', { name: 'Show all 10' }).click()
  await expect(usedBy(page).getByRole('listitem')).toHaveCount(10)
})

test('what is in use is not deleted before another connection has taken its place everywhere', async ({
  console: page,
  api,
}) => {
  test.slow()
  const { connection, integration, flow, idle, apiKey, borrower } = await inUse(
    api,
    await draft(api, uniqueName('Old lexbizz')),
  )
  const other = await draft(api, uniqueName('New lexbizz'))
  const foreign = await draft(api, uniqueName('Acumatica'), 'acumatica')
  await page.goto(`/connections/${connection.id}`)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const question = deletionOf(page, connection.name)
  await expect(question).toContainText(
    'It is used by 2 integrations (2 steps), 1 API key and 1 connection that borrows from it:',
  )
  await expect(question.getByRole('listitem')).toHaveText([
    `${integration.name}, Orders, step 1, source`,
    `${integration.name}, Orders, step 2, lookup`,
    idle.name,
    apiKey.name,
    borrower.name,
  ])
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(question.getByRole('alert')).toContainText('The connection is in use')
  expect(await connectionsNamed(api, connection.name)).toHaveLength(1)
  await expectAccessible(page, 'refused')

  const instead = question.getByRole('combobox', { name: 'Use instead' })
  await instead.click()
  await expect(page.getByRole('option', { name: foreign.name })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await pick(instead, other.name, false)
  await expect(question.getByRole('status')).toHaveText(
    `${other.name} takes its place in 2 integrations (2 steps), 1 API key and 1 connection that borrows from it. ` +
      `The key may use ${other.name} from then on. Then ${connection.name} is deleted for good.`,
  )
  await expectAccessible(page, 'replacement')
  await question.getByRole('button', { name: 'Replace everywhere, then delete' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()

  expect(await connectionsNamed(api, connection.name)).toHaveLength(0)
  expect(await usedIn(api, flow)).toEqual([other.id, other.id])
  const { items } = await api.call<{ items: ApiKey[] }>('GET', `/api/api-keys?q=${apiKey.name}`)
  expect(items).toMatchObject([{ connectionIds: [other.id] }])
  expect(await connectionsNamed(api, borrower.name)).toMatchObject([
    { advanced: { borrowConcurrencyFrom: other.id } },
  ])
  await page.goto(`/connections/${other.id}`)
  await expect(usedBy(page).getByRole('link', { name: idle.name })).toBeVisible()
})

test('without another connection of its application, only its users can be changed', async ({
  console: page,
  api,
}) => {
  const connection = await draft(api, uniqueName('The only Acumatica'), 'acumatica')
  const apiKey = await newApiKey(api, uniqueName('Nightly'), { connectionIds: [connection.id] })
  await page.goto(`/connections/${connection.id}`)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const question = deletionOf(page, connection.name)
  await expect(question).toContainText('There is no other connection of Acumatica')
  await question.getByRole('button', { name: 'Cancel' }).click()

  await api.call('DELETE', `/api/api-keys/${apiKey.id}`)
  await page.reload()
  await expect(usedBy(page)).toContainText('Nothing uses it.')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
})

test('before access is revoked or settings change, it is said what uses the connection', async ({
  console: page,
  api,
}) => {
  const { connection } = await inUse(api, await online(api, uniqueName('lexbizz')))
  const uses = '2 integrations (2 steps), 1 API key and 1 connection that borrows from it.'
  await page.goto(`/connections/${connection.id}`)
  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText(`It is used by ${uses}`)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(paneOf(page).getByText(`Used by ${uses}`)).toBeVisible()
  await expectAccessible(page, 'edit a connection in use')

  const unused = await draft(api, uniqueName('lexbizz'))
  await page.goto(`/connections/${unused.id}/edit`)
  await expect(paneOf(page).getByLabel('Name', { exact: true })).toHaveValue(unused.name)
  await expect(paneOf(page).getByText('Used by')).toHaveCount(0)
})
