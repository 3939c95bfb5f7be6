import { buildConsole, checkout, sourceOf } from './support/checkout.ts'
import { Api, expect, test } from './support/fixtures.ts'
import { authorize, expectTested, openForm } from './support/pane.ts'
import { Patchbay } from './support/patchbay.ts'
import { registerClient } from './support/register-client.ts'

// A console is built.
test.slow()

test('a new application is one file: it is offered, filled in, authorized and tested', async ({
  page,
  context,
}) => {
  const example = sourceOf('packages/applications/example/stockroom.ts')
  const file = example.replace('../src/definition.ts', './definition.ts')
  const { dir, remove } = checkout({ 'packages/applications/src/stockroom.ts': file })
  await buildConsole(dir)
  const patchbay = await Patchbay.start({ root: dir })
  try {
    const api = new Api(context.request, patchbay.url)
    await api.signIn()
    const address = `${api.sandboxOrigin}/oauth2`
    const callbackUrl = `${patchbay.url}/connection/oauth2callback`
    const client = await registerClient(context, { instance: address, callbackUrl })

    await page.goto(`${patchbay.url}/connections`)
    const pane = await openForm(page, 'Stockroom')
    await pane.getByLabel('Name', { exact: true }).fill('Stock of Amsterdam')
    await pane.getByLabel('Stockroom address').fill(address)
    await pane.getByLabel('Site').fill('ams')
    await pane.getByRole('button', { name: 'Take notes:read' }).click()
    await pane.getByRole('button', { name: 'Add iClient' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add iClient' })
    await dialog.getByLabel('Name', { exact: true }).fill('Stockroom client')
    await dialog.getByLabel('Client ID').fill(client.clientId)
    await dialog.getByLabel('Client secret', { exact: true }).fill(client.clientSecret)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toHaveCount(0)

    await page.getByRole('button', { name: 'Save & authorize' }).click()
    await expect(pane.getByLabel('Site')).toHaveAccessibleDescription(/three capital letters/)
    await pane.getByLabel('Site').fill('AMS')
    await authorize(page)
    await expectTested(page, 'Stock of Amsterdam')
  } finally {
    await patchbay.stop()
    remove()
  }
})
