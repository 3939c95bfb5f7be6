import { expect, test, uniqueName } from './support/fixtures.ts'
import { online } from './support/states.ts'

test('a connection is tested, then revoked once that is confirmed', async ({ console: page, api }) => {
  const name = uniqueName('lexbizz')
  const { id } = await online(api, name)
  await page.goto(`/connections/${id}`)
  const status = page.getByRole('region', { name: 'Status' })
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  const result = page.getByRole('status').filter({ hasText: 'The test call succeeded' })
  await expect(result).toContainText('lexbizz answered as it should.')
  await expect(result).toContainText('status 200')

  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  const question = page.getByRole('alertdialog', { name: `Revoke the access of ${name}?` })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
  await expect(status.getByText('Online', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  await question.getByRole('button', { name: 'Revoke' }).click()
  await expect(question).toBeHidden()
  await expect(status.getByText('Offline', { exact: true })).toBeVisible()
  await expect(status).toContainText('The access was revoked.')
  await expect(page.getByRole('region', { name: 'Token' })).toContainText('None. Authorize the connection')
  await expect(result).toHaveCount(0)

  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('The access was revoked.')
})
