import { tokens } from '../../bff/src/testing/odd-server.ts'
import { draftAtOdd, expect, test } from './support/odd-application.ts'

test('scopes that the application did not grant are named', async ({ console: page, odd, api }) => {
  odd.answer('token', tokens({ scope: 'api' }))
  const { id } = await draftAtOdd(api, odd, 'Odd application')
  await page.goto(`/connections/${id}`)
  await page.getByRole('button', { name: 'Authorize', exact: true }).click()

  const warning = page.getByRole('status').filter({ hasText: 'Fewer scopes were granted' })
  await expect(warning).toContainText('Missing: offline_access, email.')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(
    page.getByRole('region', { name: 'Status' }).getByText('Online', { exact: true }),
  ).toBeVisible()
  const token = page.getByRole('region', { name: 'Token' })
  await expect(token).toContainText('Asked for, not granted')
  await expect(token.getByRole('listitem')).toHaveText(['api', 'offline_access', 'email'])
})
