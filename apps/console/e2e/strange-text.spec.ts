import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import { openForm, paneOf } from './support/pane.ts'
import { newApiKey, newIClient } from './support/records.ts'
import { draft } from './support/states.ts'

const names = {
  long: () => uniqueName('x'.repeat(193)),
  emoji: () => uniqueName('👩🏽‍💻🏳️‍🌈 Größe ﷽'),
  rtl: () => uniqueName('חיבור לייצור اتصال الإنتاج'),
  markup: () => uniqueName('<img src=x onerror="document.title=\'owned\'"> & </td>'),
}

for (const [kind, make] of Object.entries(names)) {
  test(`a name that is ${kind} is shown as it was written, and nothing breaks`, async ({
    console: page,
    api,
  }) => {
    const name = make()
    const { id } = await draft(api, name)
    await newIClient(api, {
      name,
      application: 'lexbizz',
      clientId: name.replace(/[^!-~]/gu, '-'),
      clientSecret: 's',
    })
    await newApiKey(api, name)
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 })
      await page.goto('/connections')
      await expect(page.getByRole('link', { name, exact: true })).toBeVisible()
      await expectFits(page, 'list')
      const badge = page.getByRole('row', { name }).getByText('Sandbox', { exact: true })
      expect(await badge.evaluate((text) => text.scrollWidth <= text.clientWidth), 'the badge is whole').toBe(
        true,
      )
      await page.getByRole('link', { name, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
      await expect(page).toHaveTitle(`${name} · Patchbay`)
      await expectFits(page, 'connection')
      await page.getByRole('button', { name: 'Delete' }).click()
      await expect(page.getByRole('alertdialog', { name: `Delete ${name}?`, exact: true })).toBeVisible()
      await expectFits(page, 'delete?')
      await page.goto(`/connections/${id}/edit`)
      await expect(paneOf(page).getByLabel('Name', { exact: true })).toHaveValue(name)
      await expectFits(page, 'edit')
      await page.goto('/iclients')
      await expect(page.getByRole('link', { name, exact: true })).toBeVisible()
      await expectFits(page, 'iClients')
      await page.goto('/api-keys')
      await page.getByRole('button', { name: `Revoke ${name}`, exact: true }).click()
      await expectFits(page, 'revoke?')
      await expect(page.getByRole('img')).toHaveCount(0)
    }
    await page.goto(`/connections?q=${encodeURIComponent(name)}`)
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible()
  })
}

test('a name of 5,000 characters is refused on its field, here and by the server', async ({
  console: page,
  api,
}) => {
  const pane = await openForm(page, 'Acumatica')
  const field = pane.getByLabel('Name', { exact: true })
  await field.fill('n'.repeat(5_000))
  await pane.getByLabel('Instance URI').fill('https://erp.example.com')
  await pane.getByRole('button', { name: 'Save & close' }).click()
  await expect(field).toHaveAccessibleDescription(/Write a name of at most 200 characters\./)
  await expect(field).toBeFocused()
  await expectFits(page, 'pane')
  const answer = draft(api, 'n'.repeat(5_000))
  await expect(answer).rejects.toThrow(/422.*Write a name of at most 200 characters\./s)

  await field.fill(uniqueName('n'.repeat(193)))
  await pane.getByRole('button', { name: 'Save & close' }).click()
  await expect(pane).toHaveCount(0)
})

test('a taken name is said on its field, whatever its case', async ({ console: page, api }) => {
  const name = uniqueName('Taken name')
  await draft(api, name)
  const pane = await openForm(page, 'Acumatica')
  const field = pane.getByLabel('Name', { exact: true })
  await field.fill(`  ${name.toUpperCase()} `)
  await pane.getByLabel('Instance URI').fill('https://erp.example.com')
  await pane.getByRole('button', { name: 'Save & close' }).click()
  await expect(field).toHaveAccessibleDescription(/taken|already/i)
  await expect(field).toBeFocused()
})
