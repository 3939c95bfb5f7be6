import { expectAccessible } from './support/axe.ts'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { addStep, newFlow, openFlow, setSource } from './support/flows.ts'
import { expectFits } from './support/layout.ts'
import { draft, offline, online } from './support/states.ts'

test('an integration is renamed, described and deleted with its flows, and its connections stay', async ({
  console: page,
  api,
}) => {
  const flow = await newFlow(api)
  const connection = await offline(api, uniqueName('lexbizz'))
  await setSource(api, flow, connection)
  await page.goto('/integrations')
  const row = page.getByRole('row').filter({ hasText: '1 offline' })
  await expect(row.locator('[data-label="Flows"]')).toHaveText('1')
  await expect(row.locator('[data-label="Connections"]')).toHaveText('1')
  await row.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()

  const name = uniqueName('Market')
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(page).toHaveURL(`/integrations/${flow.integrationId}/edit`)
  const dialog = page.getByRole('dialog', { name: 'Edit integration' })
  await dialog.getByLabel('Name').fill('')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toContainText('Write a name.')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Description').fill('Orders of the week')
  // Meanwhile somebody works on its flows, which is no conflict.
  await addStep(api, flow, { kind: 'lookup' })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByText('Orders of the week')).toBeVisible()
  await expect(page).toHaveTitle(`${name} · Patchbay`)

  await page.getByRole('button', { name: `Rename ${flow.name}` }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(`${flow.name} again`)
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await expect(page.getByRole('heading', { name: `${flow.name} again` })).toBeVisible()

  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const question = page.getByRole('alertdialog', { name: `Delete ${name}?` })
  await expect(question).toContainText(`${flow.name} again`)
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL('/integrations')
  await expect(page.getByText('No integrations yet')).toBeVisible()
  expect(await api.call('GET', `/api/connections/${connection.id}`)).toMatchObject({ status: 'offline' })
})

test('the tabs of an integration are addresses, and keep the focus', async ({ console: page, api }) => {
  const flow = await newFlow(api)
  const connection = await draft(api, uniqueName('lexbizz'))
  await setSource(api, flow, connection)
  await openFlow(page, flow)
  const tab = page.getByRole('tab', { name: 'Connections' })
  await tab.click()
  await expect(page).toHaveURL(`/integrations/${flow.integrationId}/connections`)
  await expect(tab).toBeFocused()
  await page.reload()
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('tabpanel')).toContainText(connection.name)
  await page.getByRole('tab', { name: 'Flows' }).click()
  await expect(page.getByRole('heading', { name: flow.name })).toBeVisible()

  await page.goto('/integrations/int_unknown')
  await expect(page.getByRole('heading', { name: 'There is no such integration' })).toBeVisible()
})

test('a flow is drawn without fault in either theme, and fits on a phone', async ({ console: page, api }) => {
  const flow = await newFlow(api)
  const away = await offline(api, uniqueName('lexbizz'))
  await setSource(api, flow, await online(api, uniqueName('lexbizz')))
  await addStep(api, flow, { kind: 'lookup', connection: away })
  await addStep(api, flow, { kind: 'destination' })
  const section = await openFlow(page, flow)
  await expect(section.getByRole('button', { name: 'Authorize again' })).toBeVisible()
  await expectAccessible(page, 'the flow')
  await section.getByRole('button', { name: 'Add destination', exact: true }).click()
  await expect(page.getByRole('button', { name: `Use ${away.name}` })).toBeVisible()
  await expectAccessible(page, 'the pane')
  await page.getByRole('button', { name: 'Close' }).click()

  await page.setViewportSize({ width: 390, height: 844 })
  await expect(section.getByRole('button', { name: 'Authorize again' })).toBeVisible()
  await expectFits(page, 'the flow')
  await expectAccessible(page, 'the flow on a phone')
  await page.goto('/integrations')
  await expect(page.getByRole('table')).toBeVisible()
  await expectFits(page, 'the list')
  await expectAccessible(page, 'the list')
})
