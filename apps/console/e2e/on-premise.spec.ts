import { expect, test, uniqueName } from './support/enclosed-fixtures.ts'
import { authorize, choose, chooseIClient, expectTested, openForm } from './support/pane.ts'
import { connectionNamed, newIClient } from './support/records.ts'

test('an Acumatica that only its agent reaches is connected, used, refreshed, missed and found again', async ({
  console: page,
  api,
  enclosed,
  runInside,
}) => {
  const standIn = enclosed.applications.find(({ application }) => application === 'acumatica')
  const { address = '', client: { clientId = '', clientSecret = '' } = {} } = standIn ?? {}
  const iClient = { name: uniqueName('Of the warehouse'), application: 'acumatica', clientId, clientSecret }
  await newIClient(api, iClient)

  const name = uniqueName('Acumatica in the warehouse')
  const pane = await openForm(page, 'Acumatica')
  await pane.getByLabel('Name', { exact: true }).fill(name)
  await choose(page, 'Mode', 'On-premise')
  await pane.getByLabel('Instance URI').fill(address)
  await pane.getByRole('button', { name: 'Add agent' }).click()
  const agentName = uniqueName('Warehouse')
  const dialog = page.getByRole('dialog', { name: 'Create agent' })
  await dialog.getByLabel('Name').fill(agentName)
  await dialog.getByLabel('Name').press('Enter')
  const shown = page.getByRole('dialog', { name: `${agentName} is created` })
  await expect(shown.getByLabel('Server it may reach')).toHaveValue(new URL(address).host)
  const token = await shown.getByLabel('Access token', { exact: true }).inputValue()
  const command = await shown.getByRole('group', { name: 'Command with OpenSSH' }).locator('code').innerText()
  const first = runInside(command, token)
  await expect(shown.getByRole('status')).toContainText('Connected from')
  await shown.getByRole('button', { name: 'Done' }).click()

  await chooseIClient(page, iClient.name)
  await pane.getByRole('button', { name: 'Take api and offline_access' }).click()
  await authorize(page)
  await expectTested(page, name)
  const status = page.getByRole('region', { name: 'Status' })

  const { id } = await connectionNamed(api, name)
  const proxied = () => api.call('GET', `/api/connections/${id}/proxy/Customer?$top=1`)
  const accessToken = async () =>
    (await api.call<{ accessToken: string }>('GET', `/api/connections/${id}/token`)).accessToken
  expect(await proxied()).toBeInstanceOf(Array)
  const before = await accessToken()
  expect(await enclosed.post(`${address}/sandbox/end-access-tokens`)).toBe(204)
  expect(await proxied()).toBeInstanceOf(Array)
  expect(await accessToken()).not.toBe(before)

  await first.stop('SIGKILL')
  await expect(status.getByText('Agent offline')).toBeVisible()
  await expect(status).toContainText('nobody needs to sign in again')
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('The agent is not connected')
  await expect(proxied()).rejects.toThrow(/503/)

  runInside(command, token)
  await expect(status.getByText('Online', { exact: true })).toBeVisible()
  expect(await proxied()).toBeInstanceOf(Array)
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The test call' })).toContainText('succeeded')
})
