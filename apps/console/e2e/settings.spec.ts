import type { Page } from '@playwright/test'
import { type MailServer, startMailServer } from '../../bff/src/testing/mail-server.ts'
import { type Receiver, startReceiver, verified } from '../../bff/src/testing/receiver.ts'
import { expectAccessible } from './support/axe.ts'
import { expect, uniqueName } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import { test as shared } from './support/own-patchbay.ts'
import { draft, online } from './support/states.ts'
import { watchPolicy } from './support/watch-policy.ts'

interface SettingsFixtures {
  readonly receiver: Receiver
  readonly mail: MailServer
}

const test = shared.extend<SettingsFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what a fixture needs
  receiver: async ({}, use) => {
    const receiver = await startReceiver()
    await use(receiver)
    await receiver.stop()
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what a fixture needs
  mail: async ({}, use) => {
    const mail = await startMailServer()
    await use(mail)
    await mail.stop()
  },
  env: async ({ mail }, use) => {
    await use({
      PATCHBAY_ALLOW_HOSTS: '127.0.0.1',
      PATCHBAY_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      PATCHBAY_MAIL_FROM: 'Patchbay <patchbay@example.com>',
    })
  },
})

const dialogOf = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })
const webhooksOf = (page: Page) => page.getByRole('region', { name: 'Webhooks' })
const mailOf = (page: Page) => page.getByRole('region', { name: 'Email' })

async function addWebhook(page: Page, name: string, url: string): Promise<string> {
  await page.getByRole('button', { name: 'Add webhook' }).click()
  const dialog = dialogOf(page, 'Add webhook')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Address').fill(url)
  await dialog.getByRole('button', { name: 'Save' }).click()
  const shown = dialogOf(page, `Signing secret of ${name}`)
  const secret = await shown.getByLabel('Signing secret', { exact: true }).inputValue()
  await shown.getByRole('button', { name: 'Done' }).click()
  await expect(shown).toBeHidden()
  return secret
}

test('a webhook is added, tested, told of a connection that goes offline, and its log says so', async ({
  page,
  context,
  api,
  receiver,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const name = uniqueName('Pager')
  const connection = await online(api, uniqueName('Told of'))
  await page.goto('/connections')
  await expect(page.getByRole('row', { name: connection.name })).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeFocused()
  await expect(page).toHaveTitle('Settings · Patchbay')
  await expect(webhooksOf(page).getByText('No webhooks yet')).toBeVisible()
  await page.getByRole('button', { name: 'Add webhook' }).click()
  await expect(page).toHaveURL('/settings/webhooks/new')
  const dialog = dialogOf(page, 'Add webhook')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Address').fill(receiver.url)
  await dialog.getByRole('radio', { name: 'Chosen connections' }).click()
  await dialog.getByRole('checkbox', { name: connection.name }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()

  const shown = dialogOf(page, `Signing secret of ${name}`)
  await expect(shown.getByText('it is not shown again')).toBeVisible()
  await shown.getByRole('button', { name: 'Copy Signing secret' }).click()
  const secret = await page.evaluate(() => navigator.clipboard.readText())
  expect(secret).toMatch(/^whsec_/)
  await shown.getByRole('button', { name: 'Done' }).click()
  await expect(page).toHaveURL('/settings')
  await page.reload()
  const row = page.getByRole('row', { name })
  await expect(row.getByText('On', { exact: true })).toBeVisible()
  expect(await page.content()).not.toContain(secret)

  await page.getByRole('button', { name: `Test ${name}` }).click()
  await expect(page.getByText(`${name} took the test message`)).toBeVisible()
  expect(verified(secret, receiver.received[0]!)).toMatchObject({ type: 'webhook.test' })

  // Or a second attempt would follow after five seconds, before a busy machine has shown the first.
  receiver.answer(() => ({ status: 503, headers: { 'Retry-After': '120' } }))
  await api.call('POST', `/api/connections/${connection.id}/revoke`)
  await row.getByRole('link', { name: `Deliveries to ${name}` }).click()
  const log = dialogOf(page, `Deliveries to ${name}`)
  const line = log.getByRole('listitem').filter({ hasText: `Goes offline: ${connection.name}` })
  await expect(line).toContainText('It answered with status 503. 1 attempt. Next attempt')
  await expect(line.getByText('Waiting')).toBeVisible()
  receiver.answer(() => ({ status: 200 }))
  await line.getByRole('button', { name: /^Retry/ }).click()
  await expect(line.getByText('Delivered')).toBeVisible()
  await expect(line).toContainText('2 attempts')
  expect(verified(secret, receiver.received.at(-1)!)).toMatchObject({
    type: 'connection.offline',
    data: { id: connection.id, name: connection.name },
  })
  await expect(log.getByRole('listitem')).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL('/settings')
  await expect(row.getByRole('link', { name: `Deliveries to ${name}` })).toBeFocused()
})

test('a webhook is changed, its secret is rotated, and it is deleted once that is confirmed', async ({
  page,
  api,
  receiver,
}) => {
  const name = uniqueName('Changed')
  const connection = await draft(api, uniqueName('Chosen'))
  await page.goto('/settings')
  const secret = await addWebhook(page, name, receiver.url)
  await page.getByRole('link', { name, exact: true }).click()
  const dialog = dialogOf(page, 'Edit webhook')
  await dialog.getByLabel('Name').fill(`${name} twice`)
  await dialog.getByRole('checkbox', { name: 'Comes back online' }).click()
  await dialog.getByRole('radio', { name: 'Chosen connections' }).click()
  await dialog.getByRole('checkbox', { name: connection.name }).click()
  await dialog.getByRole('checkbox', { name: 'Switched on' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page).toHaveURL('/settings')
  const row = page.getByRole('row', { name: `${name} twice` })
  await expect(row.getByText('Off', { exact: true })).toBeVisible()
  await expect(row.locator('[data-label="Tells when"]')).toHaveText('Goes offline')
  await expect(row.locator('[data-label="Connections"]')).toHaveText('1')
  await page.getByRole('link', { name: `${name} twice`, exact: true }).click()
  await expect(dialog.getByRole('checkbox', { name: connection.name })).toBeChecked()
  await dialog.getByLabel('Name').fill('thrown away')
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  await expect(page).toHaveURL('/settings')

  await page.getByRole('button', { name: `Rotate the secret of ${name} twice` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Rotate secret' }).click()
  const shown = dialogOf(page, `Signing secret of ${name} twice`)
  const next = await shown.getByLabel('Signing secret', { exact: true }).inputValue()
  await expect(shown.getByText(/signs each message too until/)).toBeVisible()
  await shown.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: `Test ${name} twice` }).click()
  await expect(page.getByText('took the test message')).toBeVisible()
  for (const each of [secret, next]) verified(each, receiver.received[0]!)

  await page.getByRole('button', { name: `Delete ${name} twice` }).click()
  const question = page.getByRole('alertdialog', { name: `Delete ${name} twice?` })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: `Delete ${name} twice` }).click()
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(webhooksOf(page).getByText('No webhooks yet')).toBeVisible()
})

test('what cannot be is said on its field, and one that says 410 is off with its reason', async ({
  console: page,
  receiver,
}) => {
  const name = uniqueName('Gone')
  await page.goto('/settings/webhooks/new')
  const dialog = dialogOf(page, 'Add webhook')
  await dialog.getByRole('checkbox', { name: 'Goes offline' }).click()
  await dialog.getByRole('checkbox', { name: 'Comes back online' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(/Write a name/)
  await expect(dialog.getByLabel('Address')).toHaveAccessibleDescription(/not a web address/)
  await expect(dialog.getByRole('group', { name: 'Tell when a connection' })).toHaveAccessibleDescription(
    'Choose at least one.',
  )
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('checkbox', { name: 'Goes offline' }).click()
  await dialog.getByLabel('Address').fill('https://10.0.0.5/hooks')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByLabel('Address')).toHaveAccessibleDescription(/PATCHBAY_ALLOW_HOSTS/)
  await expect(dialog.getByLabel('Address')).toBeFocused()
  await dialog.getByLabel('Address').fill(receiver.url)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialogOf(page, `Signing secret of ${name}`).getByRole('button', { name: 'Done' }).click()
  receiver.answer(() => ({ status: 410 }))
  await page.getByRole('button', { name: `Test ${name}` }).click()
  await expect(page.getByText('It answered with status 410.')).toBeVisible()
  await expect(page.getByRole('row', { name }).getByText('Off', { exact: true })).toBeVisible()
  await page.getByRole('link', { name, exact: true }).click()
  await expect(dialogOf(page, 'Edit webhook').getByText(/410 Gone: it wants no more/)).toBeVisible()
})

test('recipients are named, tested and written to when a connection goes offline', async ({
  page,
  api,
  mail,
  own,
}) => {
  test.slow()
  const connection = await online(api, uniqueName('Mailed'))
  await page.goto('/settings')
  const section = mailOf(page)
  await expect(section.getByText('Patchbay <patchbay@example.com>')).toBeVisible()
  const recipients = section.getByLabel('Recipients')
  const save = section.getByRole('button', { name: 'Save recipients' })
  await recipients.fill('ops@example.com\nnobody')
  await save.click()
  await expect(recipients).toHaveAccessibleDescription(/“nobody”: This is not an email address/)
  await recipients.fill('ops@example.com\nerp@example.com')
  await save.click()
  await expect(save).toBeDisabled()
  await expect(save).toBeFocused()
  await section.getByRole('button', { name: 'Send a test mail' }).click()
  await expect(section.getByText('The test mail was sent')).toBeVisible()
  expect(mail.received[0]).toMatchObject({ to: ['ops@example.com', 'erp@example.com'] })
  mail.refuse(554)
  await section.getByRole('button', { name: 'Send a test mail' }).click()
  await expect(section.getByRole('alert')).toContainText('refused the mail. It said: 554')
  mail.refuse(null)

  await api.call('POST', `/api/connections/${connection.id}/revoke`)
  await expect.poll(() => mail.received.length, { timeout: 40_000 }).toBe(2)
  expect(mail.received[1]?.subject).toBe(`${connection.name} needs a new sign-in`)
  const link = `${own.url}/connections/${connection.id}`
  expect(mail.received[1]?.body).toContain(link)
  await page.goto(link)
  await expect(page.getByRole('button', { name: 'Authorize again' })).toBeVisible()
})

test.describe('without a mail server', () => {
  test.use({ env: {} })
  test('the settings say which variables to set', async ({ console: page }) => {
    await page.goto('/settings')
    await expect(mailOf(page).getByText('No mail server is configured')).toBeVisible()
    await expect(mailOf(page)).toContainText('PATCHBAY_SMTP_URL')
    await expect(mailOf(page).getByRole('button', { name: 'Send a test mail' })).toHaveCount(0)
  })
})

test('everybody can use the settings and their dialogs, on a phone too', async ({ page, api, receiver }) => {
  test.slow()
  const violations = await watchPolicy(page.context())
  await draft(api, uniqueName('Accessible choice'))
  await page.goto('/settings')
  await expect(webhooksOf(page).getByText('No webhooks yet')).toBeVisible()
  await expect(mailOf(page).getByLabel('Recipients')).toBeVisible()
  await expectAccessible(page, 'settings')
  const name = uniqueName('Accessible webhook of a very long name that needs more room than there is')
  await page.getByRole('button', { name: 'Add webhook' }).click()
  const dialog = dialogOf(page, 'Add webhook')
  await dialog.getByRole('radio', { name: 'Chosen connections' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Write a name.')).toBeVisible()
  await expectAccessible(page, 'add a webhook, with errors')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Address').fill(`${receiver.url}?and=${'x'.repeat(120)}`)
  await dialog.getByRole('radio', { name: 'All connections' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialogOf(page, `Signing secret of ${name}`)).toBeVisible()
  await expectAccessible(page, 'the secret')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: `Test ${name}` }).click()
  await expect(page.getByText('took the test message')).toBeVisible()
  await expectAccessible(page, 'tested')
  for (const width of [1440, 900, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await expectFits(page, 'settings')
  }
  await expectAccessible(page, 'on a phone')
  await page.getByRole('link', { name: `Deliveries to ${name}` }).click()
  await expect(dialogOf(page, /^Deliveries to/).getByText('Delivered')).toBeVisible()
  await expectAccessible(page, 'deliveries on a phone')
  await expectFits(page, 'settings')
  expect(violations).toEqual([])
})
