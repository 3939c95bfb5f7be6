import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectConnected, fillInSandbox, paneOf } from './support/pane.ts'
import { openPopup, signInAtSandbox } from './support/popup.ts'
import { connectionNamed } from './support/records.ts'

test('a blocked window is said, and opened by the next click', async ({ console: page, api }) => {
  await page.addInitScript(() => {
    const open = window.open.bind(window)
    window.open = () => {
      window.open = open
      return null
    }
  })
  await page.reload()
  const name = uniqueName('lexbizz')
  await fillInSandbox(page, 'lexbizz', name)
  await page.getByRole('button', { name: 'Save & authorize' }).click()
  await expect(paneOf(page).getByRole('heading', { name: 'Your browser blocked the window' })).toBeVisible()

  const popup = await openPopup(page, 'Open the sign-in window')
  await signInAtSandbox(popup)
  await expectConnected(page)
  await expect.poll(() => popup.isClosed()).toBe(true)
  expect((await connectionNamed(api, name)).status).toBe('online')
})
