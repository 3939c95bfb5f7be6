import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectFocusIn, expectTrapped, tabTo } from './support/keyboard.ts'
import { paneOf } from './support/pane.ts'

test('a lexbizz connection is created and authorized with the keyboard alone', async ({ console: page }) => {
  test.slow()
  const { keyboard } = page
  const name = uniqueName('Keyboard')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Create connection' }))
  await keyboard.press('Enter')
  const pane = paneOf(page)
  await expect(pane.getByLabel('Search applications')).toBeFocused()
  await expect(page).toHaveTitle('Create connection · Patchbay')
  await expectTrapped(page, 8)
  await tabTo(page, pane.getByLabel('Search applications'))
  await keyboard.type('lexbizz')
  await tabTo(page, pane.getByRole('link', { name: 'lexbizz' }))
  await keyboard.press('Enter')

  const nameField = pane.getByLabel('Name', { exact: true })
  await expect(nameField).toBeFocused()
  await tabTo(page, pane.getByRole('button', { name: 'Use the sandbox' }), 'Shift+Tab')
  await keyboard.press('Space')
  await expect(pane.getByText('This leads to the sandbox')).toBeVisible()
  await tabTo(page, nameField)
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type(name)

  const configure = pane.getByRole('button', { name: 'Configure scopes' })
  await tabTo(page, configure)
  await keyboard.press('Enter')
  const scopes = page.getByRole('dialog', { name: 'Configure scopes' })
  await expect(scopes.getByLabel('Search Available scopes')).toBeFocused()
  await expectTrapped(page, 20)
  await tabTo(page, scopes.getByRole('button', { name: 'Remove all scopes' }))
  await keyboard.press('Enter')
  for (const scope of ['api', 'offline_access']) {
    await tabTo(page, scopes.getByRole('checkbox', { name: scope, exact: true }))
    await keyboard.press('Space')
    await expect(scopes.getByRole('checkbox', { name: scope, exact: true })).toBeChecked()
  }
  await tabTo(page, scopes.getByRole('button', { name: 'Add selected scopes' }))
  await keyboard.press('Space')
  await expect(scopes.getByRole('region', { name: 'Selected scopes' }).getByRole('checkbox')).toHaveCount(2)
  await tabTo(page, scopes.getByRole('button', { name: 'Save' }))
  await keyboard.press('Enter')
  await expect(configure).toBeFocused()

  await tabTo(page, pane.getByRole('button', { name: 'Save & authorize' }))
  const opened = page.waitForEvent('popup')
  await keyboard.press('Enter')
  const popup = await opened
  await expectFocusIn(pane)
  await expect(popup.getByLabel('User name')).toBeFocused()
  await popup.keyboard.type('admin')
  await tabTo(popup, popup.getByLabel('Password'))
  await popup.keyboard.type('sandbox')
  await popup.keyboard.press('Enter')
  await tabTo(popup, popup.getByRole('button', { name: 'Yes, allow' }))
  await popup.keyboard.press('Enter')

  await expect(pane.getByText('is online')).toBeVisible()
  await expectFocusIn(pane)
  await tabTo(page, pane.getByRole('button', { name: 'Done' }))
  await keyboard.press('Enter')
  await expect(pane).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Create connection' })).toBeFocused()

  await tabTo(page, page.getByRole('link', { name }))
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name })).toBeFocused()
  await expect(page).toHaveTitle(`${name} · Patchbay`)
})

test('dialogs and panes give the focus back to what opened them, and Escape asks before it throws input away', async ({
  console: page,
}) => {
  const { keyboard } = page
  await page.reload()
  const create = page.getByRole('button', { name: 'Create connection' })
  await tabTo(page, create)
  await keyboard.press('Enter')
  await tabTo(page, paneOf(page).getByRole('link', { name: 'Acumatica' }))
  await keyboard.press('Enter')
  await expect(paneOf(page).getByLabel('Name', { exact: true })).toBeFocused()
  await keyboard.type('Half a name')
  await keyboard.press('Escape')
  const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' })
  await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused()
  await expectTrapped(page, 4)
  await keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await expect(paneOf(page).getByLabel('Name', { exact: true })).toHaveValue('Half a name')
  await expect(paneOf(page).getByLabel('Name', { exact: true })).toBeFocused()

  const add = paneOf(page).getByRole('button', { name: 'Add iClient' })
  await tabTo(page, add)
  await keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Add iClient' }).getByLabel('Name')).toBeFocused()
  await expectTrapped(page, 8)
  await keyboard.press('Escape')
  await expect(add).toBeFocused()

  await keyboard.press('Escape')
  await tabTo(page, question.getByRole('button', { name: 'Discard' }))
  await keyboard.press('Enter')
  await expect(paneOf(page)).toHaveCount(0)
  await expect(create).toBeFocused()
})

test('a navigation leads the focus to the heading of the new page, and Tab to its content', async ({
  console: page,
}) => {
  const { keyboard } = page
  await page.reload()
  await expect(page).toHaveTitle('Connections · Patchbay')
  await keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await keyboard.press('Enter')
  await keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Create connection' })).toBeFocused()
  await tabTo(page, page.getByRole('link', { name: 'iClients' }), 'Shift+Tab')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'iClients' })).toBeFocused()
  await expect(page).toHaveTitle('iClients · Patchbay')
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeFocused()
  await expect(page).toHaveTitle('Connections · Patchbay')
})
