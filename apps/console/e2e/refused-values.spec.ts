import { expect, test, uniqueName } from './support/fixtures.ts'
import { fillInSandbox, openForm } from './support/pane.ts'
import { connectionsNamed, draftAtSandbox } from './support/records.ts'

test('a name that is taken is said at the name', async ({ console: page, api }) => {
  const name = uniqueName('lexbizz')
  await draftAtSandbox(api, 'lexbizz', { name })
  const pane = await fillInSandbox(page, 'lexbizz', name.toUpperCase())
  await pane.getByRole('button', { name: 'Save & close' }).click()

  const field = pane.getByLabel('Name', { exact: true })
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(/This name is taken\. Choose another one\./)
  await expect(field).toBeFocused()
  await field.fill(`${name} second`)
  await pane.getByRole('button', { name: 'Save & close' }).click()
  await expect(pane).toBeHidden()
  expect(await connectionsNamed(api, `${name} second`)).toHaveLength(1)
})

const refused = {
  'http://erp.example.com': /must begin with https:\/\/.*Write https:\/\/erp\.example\.com/,
  'https://10.0.0.5': /private or local/,
  'https://localhost:8443/erp': /private or local/,
}

for (const [address, message] of Object.entries(refused)) {
  test(`the address ${address} is refused at its field`, async ({ console: page, api }) => {
    const name = uniqueName('lexbizz')
    const pane = await openForm(page, 'lexbizz')
    await pane.getByLabel('Name', { exact: true }).fill(name)
    const field = pane.getByLabel('Instance URI')
    await field.fill(address)
    await pane.getByRole('button', { name: 'Save & close' }).click()
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveAccessibleDescription(message)
    await expect(field).toBeFocused()
    await expect(pane.getByLabel('Name', { exact: true })).toHaveValue(name)
    expect(await connectionsNamed(api, name)).toHaveLength(0)
  })
}
