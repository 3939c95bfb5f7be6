import type { BrowserContext } from '@playwright/test'

interface Registration {
  /** Address of a stand-in. */
  readonly instance: string
  readonly callbackUrl: string
  /** PEM. */
  readonly publicKey?: string
}

/** Registers a client as the stand-in's administrator does, on its page Connected applications. */
export async function registerClient(context: BrowserContext, registration: Registration) {
  const { instance, callbackUrl, publicKey } = registration
  const page = await context.newPage()
  await page.goto(`${instance}/connected-applications`)
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password').fill('sandbox')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Client name').fill('Registered in a test')
  await page.getByLabel('Redirect URI').fill(callbackUrl)
  if (publicKey !== undefined) await page.getByLabel('Certificate or public key').fill(publicKey)
  await page.getByRole('button', { name: 'Register' }).click()
  const values = page.getByRole('status').getByRole('definition')
  const [clientId = '', clientSecret = ''] = await values.allInnerTexts()
  await page.close()
  return { clientId, clientSecret }
}
