import { expect, test, uniqueName } from './support/agent-fixtures.ts'
import { expectAccessible } from './support/axe.ts'
import { expectFits } from './support/layout.ts'
import { choose, openForm, paneOf } from './support/pane.ts'
import { pick } from './support/pick.ts'
import { newAgent } from './support/records.ts'

test('an agent is chosen by name and by how it stands, and one is added on the way', async ({
  console: page,
  api,
  agents,
}) => {
  const [here, away] = [
    await newAgent(api, uniqueName('Agent here')),
    await newAgent(api, uniqueName('Agent away')),
  ]
  await agents.link(here)

  const pane = await openForm(page, 'Acumatica')
  const agent = pane.getByRole('combobox', { name: 'Agent' })
  await expect(agent).toHaveCount(0)
  await choose(page, 'Mode', 'On-premise')
  await pane.getByLabel('Instance URI').fill('https://erp.warehouse.local:8443/AcumaticaERP')
  await agent.click()
  await expect(page.getByRole('option', { name: away.name })).toContainText('Offline, never connected')
  await expect(page.getByRole('option', { name: here.name })).toContainText(
    /Online(, just connected| for \d+ s)/,
  )
  await page.keyboard.press('Escape')
  await pick(agent, here.name, false)
  await expect(agent).toHaveText(here.name)
  await expect(agent).toHaveAccessibleDescription(/^Online.+, from 127\.0\.0\.1\.$/)

  const name = uniqueName('Added on the way')
  await pane.getByRole('button', { name: 'Add agent' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create agent' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Name').press('Enter')
  const shown = page.getByRole('dialog', { name: `${name} is created` })
  await expect(shown.getByLabel('Server it may reach')).toHaveValue('erp.warehouse.local:8443')
  const token = await shown.getByLabel('Access token', { exact: true }).inputValue()
  const command = shown.getByRole('group', { name: 'Command with OpenSSH' }).locator('code')
  agents.run(await command.innerText(), token)
  await expect(shown.getByRole('status')).toContainText('Connected from 127.0.0.1')
  await shown.getByRole('button', { name: 'Done' }).click()
  await expect(agent).toHaveText(name)
  await expect(agent).toHaveAccessibleDescription(/^Online/)
  await expect(pane.getByRole('button', { name: 'Add agent' })).toBeFocused()
  await expect(pane.getByLabel('Name', { exact: true })).toHaveValue('')
})

test('the agent is required, and the dialog above the pane leaves what is typed in it', async ({
  console: page,
}) => {
  const pane = await openForm(page, 'Acumatica')
  await pane.getByLabel('Name', { exact: true }).fill(uniqueName('Needs an agent'))
  await choose(page, 'Mode', 'On-premise')
  await pane.getByLabel('Instance URI').fill('https://erp.example.com')
  await pane.getByRole('button', { name: 'Add agent' }).click()
  await expect(page.getByRole('dialog', { name: 'Create agent' }).getByLabel('Name')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Create agent' })).toHaveCount(0)
  await expect(paneOf(page).getByLabel('Instance URI')).toHaveValue('https://erp.example.com')
  await pane.getByRole('button', { name: 'Save & close' }).click()
  await expect(pane.getByRole('combobox', { name: 'Agent' })).toHaveAccessibleDescription(/agent/i)
  await expect(pane.getByRole('combobox', { name: 'Agent' })).toHaveAttribute('aria-invalid', 'true')
})

test('everybody can choose and add an agent, on a phone as well', async ({ console: page, api }) => {
  test.slow()
  await newAgent(api, uniqueName('Accessible choice'))
  const pane = await openForm(page, 'Acumatica')
  await choose(page, 'Mode', 'On-premise')
  await expect(pane.getByRole('combobox', { name: 'Agent' })).toBeVisible()
  await expectAccessible(page, 'on-premise form')
  await pane.getByRole('combobox', { name: 'Agent' }).click()
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectAccessible(page, 'agents to choose from')
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page, 'on-premise form')
  await pane.getByRole('button', { name: 'Add agent' }).click()
  await page.getByRole('dialog', { name: 'Create agent' }).getByLabel('Name').fill(uniqueName('On a phone'))
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Access token', { exact: true })).toBeVisible()
  await expectAccessible(page, 'the token above the pane')
  await expectFits(page, 'the token above the pane')
})
