import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { flowThrough, integrationWith, usedIn } from './support/in-use.ts'
import { expectFits } from './support/layout.ts'
import { draft } from './support/states.ts'

// axe looks at every element of every state, twice.
test.slow()

const registering = (page: Page) => page.getByRole('dialog', { name: 'Register connections' })
const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('cell') })

async function openTab(page: Page, id: string): Promise<void> {
  await page.goto(`/integrations/${id}`)
  await page.getByRole('tab', { name: 'Connections' }).click()
  await expect(page.getByRole('button', { name: 'Register connections' })).toBeVisible()
}

async function tick(page: Page, name: string): Promise<void> {
  await registering(page).getByLabel('Search connections').fill(name)
  await registering(page).getByRole('checkbox', { name }).click()
}

test('connections are registered: found by a search, ticked, and kept ticked while others are searched for', async ({
  console: page,
  api,
}) => {
  const there = await draft(api, uniqueName('Web shop'))
  const erp = await draft(api, uniqueName('Acumatica'), 'acumatica')
  const till = await draft(api, uniqueName('Till'))
  const empty = await integrationWith(api, uniqueName('Empty'), [])
  await openTab(page, empty.id)
  await expect(page.getByText('No connections are registered yet')).toBeVisible()
  await expectAccessible(page, 'none registered')

  const { id } = await integrationWith(api, uniqueName('Orders'), [there])
  await openTab(page, id)
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Register connections' }).click()
  await expect(registering(page).getByLabel('Search connections')).toBeFocused()
  await registering(page).getByLabel('Search connections').fill(there.name)
  const registered = registering(page).getByRole('checkbox', { name: there.name })
  await expect(registered).toBeChecked()
  await expect(registered).toBeDisabled()
  await expect(registered).toHaveAccessibleDescription('lexbizz, registered already')
  await tick(page, erp.name)
  await tick(page, till.name)
  await expect(registering(page).getByRole('status')).toHaveText(`2 chosen: ${erp.name}, ${till.name}`)
  await registering(page).getByLabel('Search connections').fill(erp.name)
  await expect(registering(page).getByRole('checkbox', { name: erp.name })).toBeChecked()
  await expectAccessible(page, 'registering')
  await registering(page).getByRole('button', { name: 'Register 2' }).click()
  await expect(registering(page)).toBeHidden()
  await expect(rows(page)).toHaveCount(3)
  await expect(page.getByRole('button', { name: 'Register connections' })).toBeFocused()

  await page.getByLabel('Search').fill(till.name)
  await expect(rows(page)).toHaveCount(1)
  await expect(page.getByRole('main').getByRole('status')).toHaveText('1 found')
  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await page.getByLabel('Search').fill('nothing of this name')
  await page.getByRole('button', { name: 'Clear search' }).click()
  await expect(rows(page)).toHaveCount(3)
  await page.getByRole('link', { name: till.name }).click()
  await expect(page.getByRole('heading', { level: 1, name: till.name })).toBeVisible()
})

test('what cannot be registered is named, and keeps nothing else from being registered', async ({
  console: page,
  api,
}) => {
  const [gone, stays] = [await draft(api, uniqueName('Gone')), await draft(api, uniqueName('Stays'))]
  const { id } = await integrationWith(api, uniqueName('Orders'), [])
  await openTab(page, id)
  await page.getByRole('button', { name: 'Register connections' }).click()
  await tick(page, gone.name)
  await tick(page, stays.name)
  await api.call('DELETE', `/api/connections/${gone.id}`)
  await registering(page).getByRole('button', { name: 'Register 2' }).click()
  const refusal = registering(page).getByRole('alert')
  await expect(refusal).toContainText('1 could not be registered')
  await expect(refusal.getByRole('listitem')).toContainText(`${gone.name}: There is no such connection.`)
  await expect(registering(page).getByRole('status')).toHaveText('None chosen yet.')
  await registering(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('row', { name: stays.name })).toBeVisible()
})

test('a connection is deregistered once no step uses it; until then the steps are named', async ({
  console: page,
  api,
}) => {
  const [used, unused] = [await draft(api, uniqueName('Used')), await draft(api, uniqueName('Unused'))]
  const integration = await integrationWith(api, uniqueName('Orders'), [used, unused])
  await flowThrough(api, integration, { name: 'Invoices', steps: [['source', used]] })
  await openTab(page, integration.id)
  const row = page.getByRole('row', { name: used.name })
  await expect(row).toContainText('Invoices, step 1, source')
  await expectAccessible(page, 'registered connections')

  await page.getByRole('button', { name: `Deregister ${used.name}` }).click()
  const refusal = page.getByRole('dialog', { name: `${used.name} is in use` })
  await expect(refusal.getByRole('listitem')).toHaveText([`${integration.name}, Invoices, step 1 (source)`])
  await expectAccessible(page, 'deregistration refused')
  await refusal.getByRole('button', { name: 'Cancel' }).click()
  await expect(row).toBeVisible()

  await page.getByRole('button', { name: `Deregister ${unused.name}` }).click()
  await expect(page.getByRole('row', { name: unused.name })).toHaveCount(0)
  await expect(rows(page)).toHaveCount(1)
  await expect(page.getByRole('heading', { level: 1, name: integration.name })).toBeFocused()

  await page.getByRole('button', { name: `Deregister ${used.name}` }).click()
  await refusal.getByRole('button', { name: 'Replace it' }).click()
  await expect(page.getByRole('dialog', { name: `Replace ${used.name}` })).toContainText(
    'No other connection of this application is registered.',
  )
})

test('a connection is replaced in all steps at once, after they have been named; and that is undone, also after a reload', async ({
  console: page,
  api,
}) => {
  const [old, other] = [await draft(api, uniqueName('Old')), await draft(api, uniqueName('New'))]
  const erp = await draft(api, uniqueName('Acumatica'), 'acumatica')
  const integration = await integrationWith(api, uniqueName('Orders'), [old, other, erp])
  const orders = await flowThrough(api, integration, {
    name: 'Orders',
    steps: [
      ['source', old],
      ['destination', erp],
      ['lookup', old],
    ],
  })
  await openTab(page, integration.id)
  await page.getByRole('button', { name: `Replace ${old.name}` }).click()
  const dialog = page.getByRole('dialog', { name: `Replace ${old.name}` })
  await expect(dialog.getByRole('button', { name: 'Replace everywhere' })).toBeDisabled()
  await expect(dialog.getByRole('button', { name: /^Use / })).toHaveCount(1)
  await dialog.getByRole('button', { name: `Use ${other.name}` }).click()
  await expect(dialog.getByRole('list', { name: 'These 2 steps change' }).getByRole('listitem')).toHaveText([
    'Orders, step 1, source',
    'Orders, step 3, lookup',
  ])
  await expectAccessible(page, 'replacement')
  expect(await usedIn(api, orders)).toEqual([old.id, erp.id, old.id])
  await dialog.getByRole('button', { name: 'Replace everywhere' }).click()
  const notice = page.getByRole('status').filter({ hasText: `${other.name} took the place of ${old.name}` })
  await expect(notice).toContainText('in 2 steps')
  await expect(page.getByRole('row', { name: other.name })).toContainText('Orders, step 1, source')
  await expect(page.getByRole('row', { name: old.name })).toContainText('No step')
  expect(await usedIn(api, orders)).toEqual([other.id, erp.id, other.id])
  await expectAccessible(page, 'replaced')

  await page.reload()
  await notice.getByRole('button', { name: 'Undo' }).click()
  await expect(notice).toHaveCount(0)
  await expect(page.getByRole('row', { name: old.name })).toContainText('Orders, step 1, source')
  expect(await usedIn(api, orders)).toEqual([old.id, erp.id, old.id])
  await page.reload()
  await expect(rows(page)).toHaveCount(3)
  await expect(notice).toHaveCount(0)
})

test('a replacement by a connection whose predecessor is gone is not undone, and it is said why', async ({
  console: page,
  api,
}) => {
  const [old, other] = [await draft(api, uniqueName('Old')), await draft(api, uniqueName('New'))]
  const integration = await integrationWith(api, uniqueName('Orders'), [old, other])
  const flow = await flowThrough(api, integration, { name: 'Orders', steps: [['source', old]] })
  const pair = { connectionId: old.id, withConnectionId: other.id }
  await api.call('POST', `/api/integrations/${integration.id}/replacements`, pair)
  await openTab(page, integration.id)
  await api.call('DELETE', `/api/integrations/${integration.id}/connections/${old.id}`)
  await api.call('DELETE', `/api/connections/${old.id}`)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('alert')).toContainText(`${old.name} was deleted meanwhile`)
  expect(await usedIn(api, flow)).toEqual([other.id])
})

test('on a phone registered connections are cards, and no dialog is cut off', async ({
  console: page,
  api,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const old = await draft(api, uniqueName('A connection with a name that is rather long'))
  const other = await draft(api, uniqueName('New'))
  const integration = await integrationWith(api, uniqueName('Orders'), [old, other])
  await flowThrough(api, integration, {
    name: 'Orders of all stores, every hour of the day and of the night',
    steps: [['source', old]],
  })
  await openTab(page, integration.id)
  const row = page.getByRole('row', { name: old.name })
  expect((await row.boundingBox())?.width).toBeGreaterThan(340)
  await expectFits(page, 'tab')
  await page.getByRole('button', { name: `Replace ${old.name}` }).click()
  await page.getByRole('button', { name: `Use ${other.name}` }).click()
  await expect(page.getByRole('list', { name: 'This step changes' })).toBeVisible()
  await expectFits(page, 'replacement')
  await page.getByRole('button', { name: 'Replace everywhere' }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await expectFits(page, 'replaced')
  await page.getByRole('button', { name: 'Register connections' }).click()
  await expect(registering(page).getByRole('checkbox').first()).toBeVisible()
  await expectFits(page, 'registering')
})
