import { expect, test, uniqueName } from './support/fixtures.ts'
import { openForm, paneOf } from './support/pane.ts'

test('a reload of the pane keeps what was typed, but no secret', async ({ console: page }) => {
  const name = uniqueName('Acumatica')
  const pane = await openForm(page, 'Acumatica')
  await pane.getByLabel('Name', { exact: true }).fill(name)
  await pane.getByLabel('Instance URI').fill('https://erp.example.com/isv')
  await pane.getByRole('button', { name: 'Add iClient' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add iClient' })
  await dialog.getByLabel('Client ID').fill('my-client')
  await dialog.getByLabel('Client secret', { exact: true }).fill('a-very-secret-thing')

  await page.reload()
  await expect(pane.getByLabel('Name', { exact: true })).toHaveValue(name)
  await expect(pane.getByLabel('Instance URI')).toHaveValue('https://erp.example.com/isv')
  await expect(pane.getByText('What you typed earlier is back')).toBeVisible()
  await expect(dialog).toBeHidden()
  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
  )
  expect(kept).toContain(name)
  expect(kept).not.toContain('a-very-secret-thing')

  await pane.getByRole('button', { name: 'Start over' }).click()
  await expect(pane.getByLabel('Name', { exact: true })).toHaveValue('')
})

test('the back button leaves the pane step by step, and what was typed waits there', async ({
  console: page,
}) => {
  const pane = await openForm(page, 'lexbizz')
  await pane.getByLabel('Name', { exact: true }).fill('Half a connection')
  await page.goBack()
  await expect(pane.getByRole('link', { name: 'lexbizz' })).toBeVisible()
  await page.goBack()
  await expect(pane).toBeHidden()
  await expect(page).toHaveURL(/\/connections$/)
  await page.goForward()
  await page.goForward()
  await expect(pane.getByLabel('Name', { exact: true })).toHaveValue('Half a connection')
})

for (const way of ['Escape', 'Cancel'] as const) {
  test(`${way} asks before it throws away what was typed`, async ({ console: page }) => {
    const pane = await openForm(page, 'lexbizz')
    const leave = () =>
      way === 'Escape'
        ? page.keyboard.press('Escape')
        : pane.getByRole('button', { name: 'Cancel', exact: true }).click()
    const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' })
    await pane.getByLabel('Name', { exact: true }).fill('Half a connection')

    await leave()
    await question.getByRole('button', { name: 'Keep editing' }).click()
    await expect(pane.getByLabel('Name', { exact: true })).toHaveValue('Half a connection')
    await leave()
    await question.getByRole('button', { name: 'Discard' }).click()
    await expect(paneOf(page)).toBeHidden()
    await expect(page).toHaveURL(/\/connections$/)

    await openForm(page, 'lexbizz')
    await expect(pane.getByLabel('Name', { exact: true })).toHaveValue('')
    await leave()
    await expect(paneOf(page)).toBeHidden()
    await expect(question).toBeHidden()
  })
}
