import { startIdentityProvider } from '../../bff/src/testing/identity-provider.ts'
import { expectAccessible } from './support/axe.ts'
import { expect, test } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import { Patchbay } from './support/patchbay.ts'

test('who is known to the provider comes back to the page that was asked for, also where no password is', async ({
  page,
}) => {
  // The provider has to know where Patchbay will be, and Patchbay where the provider is.
  const before = await Patchbay.start()
  const { url } = before
  await before.stop()
  const provider = await startIdentityProvider(url)
  const patchbay = await Patchbay.start({
    password: null,
    env: {
      ...provider.env,
      PATCHBAY_PORT: new URL(url).port,
      PATCHBAY_OIDC_ROLES: 'owner=leads,viewer=*',
      PATCHBAY_PASSWORD_SIGN_IN: 'off',
    },
  })
  try {
    provider.person = { sub: 'noor', name: 'Noor', roles: ['leads'] }
    await page.goto(`${patchbay.url}/iclients?q=sandbox`)
    const link = page.getByRole('link', { name: 'Continue with Example ID' })
    await expect(link).toBeVisible()
    await expect(page.getByLabel('Password')).toHaveCount(0)
    await expectAccessible(page, 'sign-in by single sign-on')
    await page.setViewportSize({ width: 390, height: 800 })
    await expectFits(page, 'sign-in by single sign-on')
    await page.setViewportSize({ width: 1440, height: 900 })
    await link.click()
    await expect(page.getByRole('heading', { level: 1, name: 'iClients' })).toBeVisible()
    await expect(page).toHaveURL(`${patchbay.url}/iclients?q=sandbox`)
    await expect(page.getByText('Noor')).toBeVisible()

    await page.goto(`${provider.issuer}/.well-known/openid-configuration`)
    await page.evaluate((there) => location.assign(there), `${patchbay.url}/sign-in/oidc?to=/agents`)
    await expect(page.getByText('Another site has sent you here.')).toBeVisible()
    await expectAccessible(page, 'sent by another site')
    await page.getByRole('link', { name: 'Continue with Example ID' }).click()
    await expect(page).toHaveURL(`${patchbay.url}/agents`)
  } finally {
    await patchbay.stop()
    await provider.stop()
  }
})
