import { readFile, writeFile } from 'node:fs/promises'
import type { Configuration } from '@patchbay/contracts/configuration'
import { expectAccessible } from './support/axe.ts'
import { uniqueName } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import { expect, test } from './support/own-patchbay.ts'

test('what was set up is exported, and imported once its preview was seen', async ({
  page,
  api,
}, testInfo) => {
  const name = uniqueName('ERP')
  const client = { name, application: 'acumatica', clientId: 'erp', clientSecret: 'only-in-this-test' }
  const { id: iClientId } = await api.call<{ id: string }>('POST', '/api/iclients', client)
  const settings = { instanceUri: 'https://erp.example.com' }
  const connection = {
    name,
    application: 'acumatica',
    authType: 'oauth2',
    settings,
    scopes: ['api'],
    iClientId,
  }
  await api.call('POST', '/api/connections', connection)
  await page.goto('/settings')
  const section = page.getByRole('region', { name: 'Move to another Patchbay' })
  const download = page.waitForEvent('download')
  await section.getByRole('button', { name: 'Export' }).click()
  const saved = await download
  expect(saved.suggestedFilename()).toMatch(/^patchbay-\d{4}-\d\d-\d\d\.json$/)
  const text = await readFile(await saved.path(), 'utf8')
  expect(text).not.toContain('only-in-this-test')

  const document = JSON.parse(text) as Configuration
  const [exported] = document.connections
  const file = testInfo.outputPath('moved.json')
  const connections = [
    { ...exported, concurrencyLevel: 2 },
    { ...exported, name: `${name} two` },
    { ...exported, name: `${name} three`, agent: 'Nowhere' },
  ]
  await writeFile(file, JSON.stringify({ ...document, connections }))
  const chooseFile = async (path: string) => {
    const chooser = page.waitForEvent('filechooser')
    await section.getByRole('button', { name: 'Import a file' }).click()
    await (await chooser).setFiles(path)
  }
  await chooseFile(file)
  const preview = page.getByRole('dialog', { name: 'Import moved.json' })
  await expect(preview).toContainText('1 to create, 1 to change, 1 the same already, 1 cannot be taken over.')
  const rowOf = (of: string) => page.getByRole('row').filter({ has: page.getByText(of, { exact: true }) })
  await expect(rowOf(name)).toContainText('Changes: Concurrency level')
  await expect(rowOf(`${name} three`)).toContainText('There is no agent “Nowhere” here.')
  await expectAccessible(page, 'the preview of an import')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page, 'the preview of an import')
  await page.screenshot({ path: testInfo.outputPath('preview-390.png') })
  await page.setViewportSize({ width: 1280, height: 800 })
  await preview.getByRole('button', { name: 'Import 2' }).click()
  const done = page.getByRole('dialog', { name: '2 records are imported' })
  await expect(done.getByText('Created', { exact: true })).toBeVisible()
  await done.getByRole('button', { name: 'Done' }).click()
  await expect(section.getByRole('button', { name: 'Import a file' })).toBeFocused()
  const { items } = await api.call<{ items: { name: string; status: string }[] }>('GET', '/api/connections')
  expect(items.map((each) => [each.name, each.status])).toEqual([
    [name, 'draft'],
    [`${name} two`, 'draft'],
  ])

  for (const other of ['{ "something": "else" }', 'something else']) {
    await page.reload()
    await writeFile(file, other)
    await chooseFile(file)
    await expect(section.getByRole('alert'), other).toContainText('This is no export of Patchbay’s')
  }
})
