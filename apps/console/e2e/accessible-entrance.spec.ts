import { expect } from './support/fixtures.ts'
import { expectAccessible } from './support/axe.ts'
import { test } from './support/own-patchbay.ts'
import { Patchbay } from './support/patchbay.ts'
import { watchPolicy } from './support/watch-policy.ts'

// axe looks at every element of every state, twice.
test.slow()

test('everybody can use the pages before and right after the first sign-in', async ({
  page,
  context,
  own,
}) => {
  const violations = await watchPolicy(context)
  await page.goto('/sign-in')
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible()
  await expectAccessible(page, 'sign-in')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Write the password.')).toBeVisible()
  await expectAccessible(page, 'sign-in with an error')
  await page.goto(`${own.url}/setup`)
  await expect(page.getByRole('heading', { name: 'Setup is already done' })).toBeVisible()
  await expectAccessible(page, 'setup done')
  expect(violations).toEqual([])
})

test('everybody can use the pages of a first start', async ({ page, context }) => {
  const unset = await Patchbay.start({ password: null })
  try {
    const violations = await watchPolicy(context)
    await page.goto(`${unset.url}/connections`)
    await expect(page.getByRole('heading', { name: 'Set up Patchbay first' })).toBeVisible()
    await expectAccessible(page, 'set up first')
    await page.goto(unset.setupLink)
    await expect(page.getByLabel('New password')).toBeVisible()
    await expectAccessible(page, 'setup')
    await page.getByRole('button', { name: 'Set password and sign in' }).click()
    await expect(page.getByText('Write at least 8 characters.')).toBeVisible()
    await expectAccessible(page, 'setup with an error')
    await page.getByLabel('New password').fill('a password to begin with')
    await page.getByLabel('Repeat password').fill('a password to begin with')
    await page.getByRole('button', { name: 'Set password and sign in' }).click()
    await expect(page.getByText('No connections yet')).toBeVisible()
    await expectAccessible(page, 'empty list')
    expect(violations).toEqual([])
  } finally {
    await unset.stop()
  }
})
