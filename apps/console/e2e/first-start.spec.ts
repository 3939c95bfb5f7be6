import type { Page } from '@playwright/test'
import { expect } from './support/fixtures.ts'
import { test } from './support/own-patchbay.ts'
import { adminPassword, Patchbay } from './support/patchbay.ts'

const testWithoutPassword = test.extend({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what a fixture needs
  own: async ({}, use) => {
    const own = await Patchbay.start({ password: null })
    await use(own)
    await own.stop()
  },
})

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

testWithoutPassword(
  'the printed setup link sets the password once, signs in, and leaves no trace in the address',
  async ({ page, own }) => {
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Set up Patchbay first' })).toBeVisible()
    await expect(page.getByText('Open the setup link that was printed in the terminal')).toBeVisible()
    await expect(page.getByLabel('Password')).toHaveCount(0)

    await page.goto(own.setupLink)
    await expect(page.getByLabel('New password')).toBeVisible()
    await expect(page).toHaveURL(`${own.url}/setup`)
    expect(await page.evaluate(() => location.hash)).toBe('')

    await page.getByLabel('New password').fill('short')
    await page.getByLabel('Repeat password').fill('short')
    await page.getByRole('button', { name: 'Set password and sign in' }).click()
    await expect(page.getByText('Write at least 8 characters.')).toBeVisible()
    await expect(page.getByLabel('New password')).toBeFocused()

    await page.getByLabel('New password').fill('baseball')
    await page.getByLabel('Repeat password').fill('baseball')
    await page.getByRole('button', { name: 'Set password and sign in' }).click()
    await expect(page.getByText('This is one of the most used passwords')).toBeVisible()

    await page.getByLabel('New password').fill(adminPassword)
    await page.getByLabel('Repeat password').fill(`${adminPassword}s`)
    await page.getByRole('button', { name: 'Set password and sign in' }).click()
    await expect(page.getByText('The two passwords differ. Write the same one again.')).toBeVisible()

    await page.getByLabel('Repeat password').fill(adminPassword)
    await page.getByRole('button', { name: 'Set password and sign in' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
    await expect(page).toHaveURL(`${own.url}/connections`)

    await page.goto(own.setupLink)
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Setup is already done' })).toBeVisible()
    await expect(page.getByText('Sign in with the password that was chosen then.')).toBeVisible()
    await expect(page.getByLabel('New password')).toHaveCount(0)
  },
)

testWithoutPassword(
  'of two people with the same setup link the second is told that it is done',
  async ({ page, own, browser }) => {
    await page.goto(own.setupLink)
    const late = await (await browser.newContext()).newPage()
    await late.goto(own.setupLink)
    for (const each of [page, late]) {
      await each.getByLabel('New password').fill(adminPassword)
      await each.getByLabel('Repeat password').fill(adminPassword)
    }
    await page.getByRole('button', { name: 'Set password and sign in' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()

    await late.getByRole('button', { name: 'Set password and sign in' }).click()
    await expect(late.getByRole('heading', { name: 'Setup is already done' })).toBeVisible()
    await late.getByRole('link', { name: 'Go to sign in' }).click()
    await signIn(late, adminPassword)
    await expect(late.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
    await late.context().close()
  },
)

testWithoutPassword('a setup link that was not copied whole says so', async ({ page, own }) => {
  await page.goto(own.setupLink.slice(0, -4))
  await page.getByLabel('New password').fill(adminPassword)
  await page.getByLabel('Repeat password').fill(adminPassword)
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
  await expect(page.getByRole('heading', { name: 'This setup link is not valid' })).toBeVisible()
  await expect(page.getByText('Open the link that was printed last in the terminal.')).toBeVisible()
})

test('who signs out has to sign in again, with the right password', async ({ page, own }) => {
  await page.goto('/iclients')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Write the password.')).toBeVisible()

  await signIn(page, 'not the password')
  await expect(page.getByText('This password is not right. Check it and try again.')).toBeVisible()
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()

  await signIn(page, adminPassword)
  await expect(page).toHaveURL(`${own.url}/iclients`)
  await expect(page.getByRole('heading', { name: 'iClients' })).toBeVisible()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect((await page.request.get('/api/session')).status()).toBe(401)
  await page.goto('/connections')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('after five wrong passwords within a minute the sixth has to wait', async ({ page, own }) => {
  expect(own.output.at(-1)).toBe(`Patchbay is ready at ${own.url}`)
  await page.goto('/sign-in')
  for (const attempt of [1, 2, 3, 4, 5]) {
    const answered = page.waitForResponse('**/api/session')
    await signIn(page, `wrong ${attempt}`)
    expect((await answered).status()).toBe(401)
  }
  await signIn(page, adminPassword)
  await expect(page.getByText('Too many failed attempts')).toBeVisible()
  await expect(page.getByText(/^Wait \d+ seconds?, then try again\.$/)).toBeVisible()
})
