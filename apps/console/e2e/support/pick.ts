import { expect, type Locator } from '@playwright/test'

/** A list takes no click in the moment that it opens in, lest the opening one chooses; a person is never so fast. */
export async function pick(select: Locator, name: string | RegExp, exact = true): Promise<void> {
  const option = select.page().getByRole('option', { name, exact })
  await select.click()
  await option.click()
  await expect(async () => {
    if (await option.isVisible()) await option.click({ timeout: 1_000 })
    await expect(option).toBeHidden({ timeout: 1_000 })
  }).toPass()
}
