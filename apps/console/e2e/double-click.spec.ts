import type { Locator, Page } from '@playwright/test'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectConnected, fillInSandbox, paneOf } from './support/pane.ts'
import { signInAtSandbox } from './support/popup.ts'
import { connectionsNamed } from './support/records.ts'

/** Paths that the page posts to from now on. */
function postsOf(page: Page): string[] {
  const paths: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') paths.push(new URL(request.url()).pathname)
  })
  return paths
}

/** Both clicks come before the page can draw anything in between. */
function clickTwice(button: Locator): Promise<void> {
  return button.evaluate((element: HTMLElement) => {
    element.click()
    element.click()
  })
}

test('a double click on Save & authorize creates one connection and opens one window', async ({
  console: page,
  context,
  api,
}) => {
  const name = uniqueName('lexbizz')
  const pane = await fillInSandbox(page, 'lexbizz', name)
  const posts = postsOf(page)
  const opened = page.waitForEvent('popup')
  await clickTwice(pane.getByRole('button', { name: 'Save & authorize' }))
  const popup = await opened
  await expect(popup.getByLabel('User name')).toBeVisible()
  expect(context.pages()).toHaveLength(2)
  await signInAtSandbox(popup)
  await expectConnected(page)
  const [connection, ...others] = await connectionsNamed(api, name)
  expect(others).toHaveLength(0)
  expect(connection?.status).toBe('online')
  expect(posts).toEqual(['/api/connections', `/api/connections/${connection?.id}/authorize`])
})

test('a double click on Save & close creates one connection', async ({ console: page, api }) => {
  const name = uniqueName('lexbizz')
  const pane = await fillInSandbox(page, 'lexbizz', name)
  const posts = postsOf(page)
  await clickTwice(pane.getByRole('button', { name: 'Save & close' }))
  await expect(paneOf(page)).toBeHidden()
  await expect(page).toHaveURL(/\/connections$/)
  await expect(page.getByRole('row', { name })).toHaveCount(1)
  expect(await connectionsNamed(api, name)).toHaveLength(1)
  expect(posts).toEqual(['/api/connections'])
})
