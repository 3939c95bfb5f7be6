import { expect, test, uniqueName } from './support/fixtures.ts'
import { paneOf } from './support/pane.ts'
import { pick } from './support/pick.ts'
import { connectionsNamed, draftAtSandbox } from './support/records.ts'

test('a connection that others borrow from is deleted only when nobody does any more', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('lexbizz lender')
  const borrowerName = uniqueName('lexbizz borrower')
  const lender = await draftAtSandbox(api, 'lexbizz', { name })
  const advanced = { borrowConcurrencyFrom: lender.id }
  const borrower = await draftAtSandbox(api, 'lexbizz', { name: borrowerName, advanced })

  await page.goto(`/connections/${lender.id}`)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const question = page.getByRole('alertdialog', { name: `Delete ${name}?` })
  await expect(question.getByRole('listitem')).toHaveText([borrowerName])
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(question.getByRole('alert')).toContainText(
    `Other connections borrow concurrency from this one: ${borrowerName}`,
  )
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect(await connectionsNamed(api, name)).toHaveLength(1)

  await page.goto(`/connections/${borrower.id}/edit`)
  const pane = paneOf(page)
  await pane.getByRole('button', { name: 'Advanced' }).click()
  await pick(pane.getByRole('combobox', { name: 'Borrow concurrency from' }), /^None/)
  await expect(pane.getByLabel('Concurrency level')).toBeVisible()
  await pane.getByRole('button', { name: 'Save & close' }).click()
  await expect(pane).toBeHidden()

  await page.goto(`/connections/${lender.id}`)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(question.getByRole('listitem')).toHaveCount(0)
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
  await expect(page.getByRole('row', { name: borrowerName })).toBeVisible()
  await expect(page.getByRole('row', { name })).toHaveCount(0)
  expect(await connectionsNamed(api, name)).toHaveLength(0)
})
