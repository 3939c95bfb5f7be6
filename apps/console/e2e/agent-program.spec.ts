import { expect, test, uniqueName } from './support/fixtures.ts'
import { ProgramAgent } from './support/program-agent.ts'

test('the command with the Patchbay agent is pasted on another machine, fetches it from Patchbay alone, and links', async ({
  console: page,
}) => {
  const name = uniqueName('Workshop')
  await page.goto('/agents/new')
  const create = page.getByRole('dialog', { name: 'Create agent' })
  await create.getByLabel('Name').fill(name)
  await create.getByRole('button', { name: 'Create', exact: true }).click()
  const shown = page.getByRole('dialog', { name: `${name} is created` })
  await shown.getByLabel('Server it may reach').fill('erp.local:8443')
  const token = await shown.getByLabel('Access token', { exact: true }).inputValue()
  const command = await shown
    .getByRole('group', { name: 'Command with the Patchbay agent' })
    .locator('code')
    .innerText()
  expect(command).not.toContain(token)

  await using agent = new ProgramAgent(command, token)
  await expect(shown.getByRole('status')).toHaveText(/^OnlineConnected from 127\.0\.0\.1, Patchbay agent \d/)
  expect(agent.said).toMatch(/Linked to localhost:\d+\.\n$/)
  await shown.getByRole('button', { name: 'Done' }).click()
  const row = page.getByRole('row', { name })
  await expect(row.locator('[data-label="Version"]')).toHaveText(/^Patchbay agent \d/)

  await agent.stop()
  await expect(row.locator('[data-label="Status"]')).toHaveText(/^Offline/)
  expect(agent.said).toMatch(/\nStopping\.\n$/)
})
