import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectAccessible } from './support/axe.ts'
import { draft } from './support/states.ts'
import { watchPolicy } from './support/watch-policy.ts'

// axe looks at every element of every state, twice.
test.slow()

test('everybody can use the pages of the sandbox', async ({ page, api, context }) => {
  const violations = await watchPolicy(context)
  await page.goto(api.sandboxOrigin)
  await expect(page.getByRole('heading', { name: 'Sandbox applications' })).toBeVisible()
  await expectAccessible(page, 'sandbox')

  await page.getByRole('link', { name: 'Connected applications' }).first().click()
  await expect(page.getByLabel('User name')).toBeVisible()
  await expectAccessible(page, 'sign-in of Connected applications')
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expectAccessible(page, 'refused sign-in')
  await page.getByLabel('Password').fill('sandbox')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Connected applications' })).toBeVisible()
  await expectAccessible(page, 'Connected applications')
  await page.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByText('Write a name for the client.')).toBeVisible()
  await expectAccessible(page, 'registration with errors')
  await page.getByLabel('Client name').fill('Accessible client')
  await page.getByLabel('Redirect URI').fill('https://patchbay.example.com/connection/oauth2callback')
  await page.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByText('Copy the secret now: it is not shown again.')).toBeVisible()
  await expectAccessible(page, 'registered client')

  const { id } = await draft(api, uniqueName('Accessible sandbox'))
  const path = `/api/connections/${id}/authorize`
  const { authorizationUrl } = await api.call<{ authorizationUrl: string }>('POST', path)
  await page.goto(authorizationUrl)
  await expect(page.getByRole('heading', { name: 'Sign in to lexbizz' })).toBeVisible()
  await expectAccessible(page, 'sign-in')
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password').fill('sandbox')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: 'Yes, allow' })).toBeVisible()
  await expectAccessible(page, 'consent')
  await page.goto(authorizationUrl.replace(/client_id=[^&]*/, 'client_id=nobody'))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page, 'refused request')
  expect(violations).toEqual([])
})
