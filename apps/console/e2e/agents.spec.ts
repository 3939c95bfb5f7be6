import type { Agent } from '@patchbay/contracts/agents'
import type { Locator, Page } from '@playwright/test'
import { expect, test, uniqueName } from './support/agent-fixtures.ts'
import { newAgent } from './support/records.ts'

const agentLists = /\/api\/agents(\?|$)/
const createDialog = (page: Page) => page.getByRole('dialog', { name: 'Create agent' })
const tokenOf = (dialog: Locator) => dialog.getByLabel('Access token', { exact: true })
const commandOf = (dialog: Locator) =>
  dialog.getByRole('group', { name: 'Command with OpenSSH' }).locator('code')

test('an agent is created, its command is pasted on another machine, and its coming is seen', async ({
  console: page,
  context,
  agents,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const name = uniqueName('Warehouse')
  await page.getByRole('link', { name: 'Agents' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Agents' })).toBeFocused()
  await expect(page).toHaveTitle('Agents · Patchbay')
  await page.getByRole('button', { name: 'Create agent' }).click()
  await expect(page).toHaveURL('/agents/new')
  await createDialog(page).getByLabel('Name').fill(name)
  await createDialog(page).getByRole('button', { name: 'Create', exact: true }).click()

  const shown = page.getByRole('dialog', { name: `${name} is created` })
  await expect(shown.getByText('it is not shown again')).toBeVisible()
  await expect(tokenOf(shown)).toBeFocused()
  await expect(shown.getByLabel('Host key fingerprint', { exact: true })).toHaveValue(/^SHA256:\S{43}$/)
  await expect(shown.getByRole('status')).toHaveText('Waiting for the agent to connect')
  await shown.getByRole('button', { name: 'Copy Access token' }).click()
  const token = await page.evaluate(() => navigator.clipboard.readText())
  expect(token).toMatch(/^pba_[\w-]{43}$/)
  await shown.getByRole('button', { name: 'Copy Command with OpenSSH' }).click()
  const command = await page.evaluate(() => navigator.clipboard.readText())
  expect(command).toContain(' -o PermitRemoteOpen=acumatica.local:443 agt_')
  expect(command).not.toContain(token)

  const agent = agents.run(command, token)
  await expect(shown.getByRole('status')).toHaveText(/^OnlineConnected from 127\.0\.0\.1, OpenSSH \d/)
  await shown.getByRole('button', { name: 'Done' }).click()
  await expect(page).toHaveURL('/agents')
  const row = page.getByRole('row', { name })
  await expect(row.locator('[data-label="Status"]')).toHaveText(/^Online(just connected|for \d+ s)$/)
  await expect(row.locator('[data-label="Version"]')).toHaveText(/^OpenSSH \d/)
  await expect(row.locator('[data-label="Address"]')).toHaveText('127.0.0.1')
  await expect(row.locator('[data-label="Used by"]')).toHaveText('Not used')

  await agent.stop()
  await page.reload()
  await expect(row.locator('[data-label="Status"]')).toHaveText(/^Offlinelast seen /)
})

test('the token is shown once: neither a reload nor Back brings it again, and nothing stores it', async ({
  console: page,
}) => {
  const name = uniqueName('Shown once')
  await page.goto('/agents/new')
  await createDialog(page).getByLabel('Name').fill(name)
  await createDialog(page).getByRole('button', { name: 'Create', exact: true }).dblclick()
  const shown = page.getByRole('dialog', { name: `${name} is created` })
  const token = await tokenOf(shown).inputValue()
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, history.state]))
  expect(kept + page.url()).not.toContain(token)
  await page.reload()
  await expect(createDialog(page).getByLabel('Name')).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL('/agents')
  await expect(page.getByRole('row', { name })).toHaveCount(1)
  expect(await page.content()).not.toContain(token)
})

test('the commands take over the server that is written, and say where it is none', async ({
  console: page,
}) => {
  const name = uniqueName('Another server')
  await page.goto('/agents/new')
  const create = createDialog(page).getByRole('button', { name: 'Create', exact: true })
  await create.click()
  await expect(createDialog(page).getByLabel('Name')).toHaveAccessibleDescription(/Write a name\./)
  await expect(createDialog(page).getByLabel('Name')).toBeFocused()
  await createDialog(page).getByLabel('Name').fill(name)
  await createDialog(page).getByLabel('Name').press('Enter')
  const shown = page.getByRole('dialog', { name: `${name} is created` })
  const server = shown.getByLabel('Server it may reach')
  await server.fill('https://erp.example.local:8443/AcumaticaERP')
  await expect(commandOf(shown)).toContainText('PermitRemoteOpen=erp.example.local:8443')
  await server.fill('erp.example.local; reboot')
  await expect(server).toHaveAccessibleDescription(/Write host and port, such as acumatica\.local:443\./)
  await expect(commandOf(shown)).toContainText('PermitRemoteOpen=HOST:PORT')
  await server.fill('*:443')
  await expect(commandOf(shown)).toContainText('-o "PermitRemoteOpen=*:443"')
  await shown.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('button', { name: 'Create agent' }).click()
  await createDialog(page).getByLabel('Name').fill(name.toUpperCase())
  await create.click()
  await expect(createDialog(page).getByLabel('Name')).toHaveAccessibleDescription(/taken|already/i)
  await expect(createDialog(page).getByLabel('Name')).toBeFocused()
})

test('a new token ends the old one at once, and the agent is back when it is started with the new one', async ({
  console: page,
  api,
  agents,
}) => {
  const made = await newAgent(api, uniqueName('Regenerated'))
  const before = await agents.link(made)
  const read = () => api.call<Agent>('GET', `/api/agents/${made.id}`)
  await page.goto('/agents')
  await page.getByRole('button', { name: `Regenerate the token of ${made.name}` }).click()
  const question = page.getByRole('alertdialog', { name: `Regenerate the token of ${made.name}?` })
  await expect(question).toContainText('The old token ends at once, and the agent is offline')
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect((await read()).status).toBe('online')
  await page.getByRole('button', { name: `Regenerate the token of ${made.name}` }).click()
  await question.getByRole('button', { name: 'Regenerate token' }).click()

  const shown = page.getByRole('dialog', { name: `${made.name} has a new token` })
  await expect(shown.getByRole('status')).toHaveText('Waiting for the agent to connect')
  await before.ended()
  const token = await tokenOf(shown).inputValue()
  expect(token).not.toBe(made.accessToken)
  const command = await commandOf(shown).innerText()
  expect(await agents.run(command, made.accessToken).ended()).toContain('Permission denied')
  agents.run(command, token)
  await expect(shown.getByRole('status')).toContainText('Connected from 127.0.0.1')
  await shown.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('row', { name: made.name }).getByText('Online')).toBeVisible()
  await expect(page.getByRole('button', { name: `Regenerate the token of ${made.name}` })).toBeFocused()
})

test('an agent is renamed, and deleted, which ends it', async ({ console: page, api, agents }) => {
  const made = await newAgent(api, uniqueName('To go'))
  const running = await agents.link(made)
  await page.goto('/agents')
  await page.getByRole('link', { name: made.name }).click()
  await expect(page).toHaveURL(`/agents/${made.id}/edit`)
  const edit = page.getByRole('dialog', { name: 'Edit agent' })
  await edit.getByLabel('Name').fill(`${made.name} renamed`)
  await edit.getByLabel('Certificate authority').fill('not a certificate')
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(edit.getByLabel('Certificate authority')).toHaveAccessibleDescription(
    /in PEM form, from -----BEGIN/,
  )
  await expect(edit.getByLabel('Certificate authority')).toBeFocused()
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep editing' }).click()
  await edit.getByLabel('Certificate authority').fill('')
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(edit).toHaveCount(0)
  await expect(page.getByRole('link', { name: `${made.name} renamed` })).toBeFocused()

  await page.getByRole('button', { name: `Delete ${made.name} renamed` }).click()
  const question = page.getByRole('alertdialog', { name: `Delete ${made.name} renamed?` })
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(question).toHaveCount(0)
  await expect(page.getByRole('row', { name: made.name })).toHaveCount(0)
  await running.ended()
})

test('the list is searched by name, and says what an agent is while there is none', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('Found agent')
  await newAgent(api, name)
  await newAgent(api, uniqueName('Other agent'))
  await page.goto('/agents')
  await page.getByLabel('Search', { exact: true }).fill(name)
  await expect(page.getByRole('main').getByRole('status')).toHaveText('1')
  await expect(page).toHaveURL(`/agents?q=${name.replaceAll(' ', '+')}`)
  await expect(page.getByRole('row', { name })).toContainText('never connected')
  await page.getByLabel('Search', { exact: true }).fill('nothing of this name')
  await expect(page.getByText('No agent matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear search' }).click()
  await expect(page.getByRole('row', { name })).toBeVisible()

  await page.route(agentLists, (route) => route.fulfill({ json: { items: [], nextCursor: null, total: 0 } }))
  await page.reload()
  await expect(page.getByText('No agents yet')).toBeVisible()
  await page.unroute(agentLists)
  await page.route(agentLists, (route) => route.fulfill({ status: 500, body: 'broken' }))
  await page.reload()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
})
