import type { Connection } from '@patchbay/contracts/connection'
import { Visitor } from '@patchbay/sandbox/visitor'
import type { Browser, Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import { signInAtSandbox } from './support/popup.ts'
import { draft, offline, online } from './support/states.ts'

const statusOf = (page: Page) => page.getByRole('region', { name: 'Status' })
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Ask someone else to sign in' })

/** Somebody who has no session here, in a browser of their own. */
async function stranger(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage()
}

/** The admin makes a link on the connection's page, and has it in the clipboard. */
async function copyLink(page: Page, id: string): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/connections/${id}`)
  await page.getByRole('button', { name: 'Copy sign-in link' }).click()
  await expect(dialogOf(page).getByText('The link is copied')).toBeVisible()
  return page.evaluate(() => navigator.clipboard.readText())
}

test('a colleague without an account here signs in by the link, and the admin’s page shows it', async ({
  console: page,
  browser,
  api,
}) => {
  const name = uniqueName('lexbizz asked')
  const { id } = await draft(api, name)
  const link = await copyLink(page, id)
  await expect(dialogOf(page).getByLabel('Link')).toHaveValue(link)
  await expect(dialogOf(page)).toContainText('It is not shown again.')
  await dialogOf(page).getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('button', { name: 'Copy sign-in link' })).toBeFocused()

  const colleague = await stranger(browser)
  const asked: string[] = []
  colleague.on('request', (request) => asked.push(request.url()))
  await colleague.goto(link)
  await expect(colleague.getByRole('heading', { name: 'Sign in to lexbizz' })).toBeVisible()
  for (const text of [name, 'Admin asks you to sign in', new URL(api.sandboxOrigin).host, 'offline_access'])
    await expect(colleague.getByRole('main')).toContainText(text)
  await colleague.getByRole('button', { name: 'Sign in to lexbizz' }).click()
  await signInAtSandbox(colleague)
  await expect(colleague.getByRole('heading', { name: 'Done, you can close this page' })).toBeVisible()
  await expect(colleague.getByRole('main')).toContainText(`${name} is connected to lexbizz.`)
  const here = asked.filter((url) => url.startsWith(new URL(link).origin)).map((url) => new URL(url).pathname)
  expect(here.every((path) => /^\/(sign-in-link\/|connection\/oauth2callback$|favicon)/.test(path))).toBe(
    true,
  )

  await expect(statusOf(page).getByText('Online', { exact: true })).toBeVisible()
  await expect(page.getByText('Authorized by the sign-in link')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy sign-in link' })).toHaveCount(0)

  await colleague.goto(link)
  await expect(colleague.getByRole('heading', { name: 'This link has been used' })).toBeVisible()
  await colleague.context().close()
})

test('whoever answers No is told so in plain words, and can try again by the same link', async ({
  console: page,
  browser,
  api,
}) => {
  const { id } = await offline(api, uniqueName('Denied by link'))
  const link = await copyLink(page, id)
  const colleague = await stranger(browser)
  await colleague.goto(link)
  await colleague.getByRole('button', { name: 'Sign in to lexbizz' }).click()
  await signInAtSandbox(colleague, 'No')
  await expect(colleague.getByRole('heading', { name: 'Not connected' })).toBeVisible()
  await expect(colleague.getByRole('main')).toContainText('Nothing was connected.')
  expect((await api.call<Connection>('GET', `/api/connections/${id}`)).status).toBe('offline')
  await colleague.getByRole('button', { name: 'Try again' }).click()
  await colleague.getByRole('button', { name: 'Sign in to lexbizz' }).click()
  await signInAtSandbox(colleague)
  await expect(colleague.getByRole('heading', { name: 'Done, you can close this page' })).toBeVisible()
  await expect(dialogOf(page).getByText('Somebody has signed in')).toBeVisible()
  await dialogOf(page).getByRole('button', { name: 'Done' }).click()
  await expect(statusOf(page).getByText('Online', { exact: true })).toBeVisible()
  await colleague.context().close()
})

test('a stolen callback is worth nothing in another browser, not even in the admin’s', async ({
  console: page,
  browser,
  api,
}) => {
  const { id } = await draft(api, uniqueName('Stolen'))
  const link = await copyLink(page, id)
  const colleague = await stranger(browser)
  await colleague.goto(link)
  const asked: string[] = []
  colleague.on('request', (request) => asked.push(request.url()))
  await colleague.getByRole('button', { name: 'Sign in to lexbizz' }).click()
  await expect(colleague.getByLabel('User name')).toBeVisible()
  const authorizationUrl = asked.find((url) => new URL(url).searchParams.has('state')) ?? ''
  const stolen = (await new Visitor(api.sandboxOrigin).authorize(authorizationUrl)).href
  const thief = await stranger(browser)
  for (const other of [thief, await page.context().newPage()]) {
    const answer = await other.goto(stolen)
    expect(answer?.status()).toBe(403)
    await expect(other.getByRole('main')).toContainText('begun in another browser')
  }
  await colleague.goto(stolen)
  await expect(colleague.getByRole('heading', { name: 'Done, you can close this page' })).toBeVisible()
  for (const each of [colleague, thief]) await each.context().close()
})

test('a link that is out is not shown again, but replaced or withdrawn', async ({
  console: page,
  browser,
  api,
}) => {
  const { id } = await draft(api, uniqueName('Withdrawn'))
  const first = await copyLink(page, id)
  await page.reload()
  await page.getByRole('button', { name: 'Copy sign-in link' }).click()
  const dialog = dialogOf(page)
  await expect(dialog.getByText('A link is out already')).toBeVisible()
  await expect(dialog).toContainText('Nobody has opened it yet.')
  await expect(dialog.getByLabel('Link')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Make a new link' }).click()
  const second = await dialog.getByLabel('Link').inputValue()
  expect(second).not.toBe(first)

  const colleague = await stranger(browser)
  await colleague.goto(first)
  await expect(colleague.getByRole('heading', { name: 'This link is not valid' })).toBeVisible()
  await colleague.goto(second)
  await expect(colleague.getByRole('button', { name: 'Sign in to lexbizz' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Withdraw' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('Sign-in link withdrawn')).toBeVisible()
  await colleague.getByRole('button', { name: 'Sign in to lexbizz' }).click()
  await expect(colleague.getByRole('heading', { name: 'This link is not valid' })).toBeVisible()
  await colleague.context().close()
})

test('what is in the way of a link is said, and an online connection has none', async ({
  console: page,
  api,
}) => {
  const { id, version } = await draft(api, uniqueName('Without client'))
  await api.call('PATCH', `/api/connections/${id}`, { version, iClientId: null })
  await page.goto(`/connections/${id}`)
  await page.getByRole('button', { name: 'Copy sign-in link' }).click()
  await expect(dialogOf(page).getByRole('alert')).toContainText('Choose an iClient first')
  const { id: onlineId } = await online(api, uniqueName('Signed in already'))
  await page.goto(`/connections/${onlineId}`)
  await expect(statusOf(page).getByText('Online', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy sign-in link' })).toHaveCount(0)
})

test('everybody can use the pages of a link, in either theme and on a phone', async ({
  console: page,
  browser,
  api,
}) => {
  test.slow()
  const { id } = await draft(api, uniqueName('Everybody يمين <b>'), 'acumatica')
  const link = await copyLink(page, id)
  await expectAccessible(page, 'dialog with a link')
  const colleague = await stranger(browser)
  await colleague.setViewportSize({ width: 390, height: 844 })
  const look = async (what: string) => {
    await expectAccessible(colleague, what)
    await expectFits(colleague, what)
  }
  await colleague.goto(link)
  await look('asked')
  const signIn = colleague.getByRole('button', { name: 'Sign in to Acumatica' })
  await signIn.press('Enter')
  await signInAtSandbox(colleague, 'No')
  await look('denied')
  await colleague.getByRole('button', { name: 'Try again' }).press('Enter')
  await signIn.press('Enter')
  await signInAtSandbox(colleague)
  await look('done')
  await colleague.goto(link)
  await look('used')
  await colleague.context().close()
})
