import { expect, type Locator } from '@playwright/test'

/**
 * Chooses an option of a select. A list takes no click in the moment that it opens in, lest the opening one chooses, and
 * may close by it; a person is never so fast, and would choose again.
 */
export async function pick(select: Locator, name: string | RegExp, exact = true): Promise<void> {
  const option = select.page().getByRole('option', { name, exact })
  await expect(async () => {
    if (!(await option.isVisible())) await select.click({ timeout: 2_000 })
    const offered = (await option.innerText({ timeout: 10_000 })).replaceAll(/\s+/g, ' ')
    await option.click({ timeout: 2_000 })
    await expect(option).toBeHidden({ timeout: 2_000 })
    const chosen = (await select.innerText({ timeout: 2_000 })).replaceAll(/\s+/g, ' ').trim()
    expect(offered).toContain(chosen)
  }).toPass()
}
