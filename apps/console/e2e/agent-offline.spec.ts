import type { Page } from '@playwright/test'
import { draftBehind, expect, test, uniqueName } from './support/agent-fixtures.ts'
import { expectAccessible } from './support/axe.ts'
import { expectFits } from './support/layout.ts'
import { newAgent } from './support/records.ts'
import { signInFor } from './support/states.ts'

const statusOf = (page: Page) => page.getByRole('region', { name: 'Status' })

test('an agent that goes is seen on every open page at once, and so is its return', async ({
  console: list,
  context,
  api,
  agents,
}) => {
  const made = await newAgent(api, uniqueName('Comes and goes'))
  const running = await agents.link(made)
  const { id, name } = await draftBehind(api, uniqueName('Behind it'), made)
  expect(await signInFor(api, id)).toContain('is online')
  await list.goto(`/connections?agent=${made.id}`)
  const row = list.getByRole('row', { name })
  await expect(row.getByText('Online', { exact: true })).toBeVisible()
  const [page, overview] = [await context.newPage(), await context.newPage()]
  await overview.goto('/agents')
  const agent = overview.getByRole('row', { name: made.name })
  await expect(agent.getByText('Online')).toBeVisible()
  await page.goto(`/connections/${id}`)
  await expect(statusOf(page).getByText('Online', { exact: true })).toBeVisible()

  await running.stop('SIGKILL')
  await expect(row.getByText('Agent offline')).toBeVisible()
  await expect(row).toContainText(`The agent “${made.name}” is not connected.`)
  await expect(statusOf(page).getByText('Agent offline')).toBeVisible()
  await expect(statusOf(page)).toContainText('nobody needs to sign in again')
  await expect(agent.getByText('Offline')).toBeVisible()
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('The agent is not connected')
  await expect(
    page.getByRole('region', { name: 'Settings' }).getByText(`${made.name}, offline`),
  ).toBeVisible()

  await agents.link(made)
  await expect(row.getByText('Online', { exact: true })).toBeVisible()
  await expect(statusOf(page).getByText('Online', { exact: true })).toBeVisible()
  await expect(agent.getByText('Online')).toBeVisible()
})

test('a connection is not authorized while its agent is away, and says why', async ({
  console: page,
  api,
  agents,
}) => {
  const made = await newAgent(api, uniqueName('Not there yet'))
  const { id } = await draftBehind(api, uniqueName('Waits for it'), made)
  await page.goto(`/connections/${id}`)
  await expect(statusOf(page).getByRole('note')).toContainText(`The agent “${made.name}” is not connected`)
  await page.getByRole('button', { name: 'Authorize' }).click()
  await expect(statusOf(page).getByRole('alert')).toContainText('agent_offline')
  await expect(statusOf(page).getByRole('button', { name: 'Authorize' })).toBeEnabled()
  await expectAccessible(page, 'agent away')

  await agents.link(made)
  await expect(statusOf(page).getByRole('alert')).toHaveCount(0)
  await expect(statusOf(page).getByRole('note')).toHaveCount(0)
  const popup = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Authorize' }).click()
  await popup
  await expect(
    statusOf(page).getByRole('heading', { name: 'Sign in in the window that opened' }),
  ).toBeVisible()
})

test('an agent that connections use is not deleted, and they are one click away', async ({
  console: page,
  api,
}) => {
  const made = await newAgent(api, uniqueName('Shared agent'))
  const users = [uniqueName('First user'), uniqueName('Second user')]
  for (const user of users) await draftBehind(api, user, made)
  await page.goto('/agents')
  await page.getByRole('button', { name: `Delete ${made.name}` }).click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('button', { name: 'Delete' }).click()
  for (const user of users) await expect(question.getByRole('alert')).toContainText(user)
  await question.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('row', { name: made.name }).getByRole('link', { name: '2: show what uses' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
  await expect(page).toHaveURL(`/connections?agent=${made.id}`)
  await expect(page.getByText(`Agent ${made.name}`)).toBeVisible()
  await expect(page.getByRole('main').getByRole('status')).toHaveText(/^2 of \d+$/)
  for (const user of users) await expect(page.getByRole('link', { name: user })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page, 'connections of an agent')
  await page.getByRole('button', { name: 'Remove the agent filter' }).click()
  await expect(page).toHaveURL('/connections')
  await expect(page.getByText(`Agent ${made.name}`)).toHaveCount(0)
})
