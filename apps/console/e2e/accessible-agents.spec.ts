import type { Agent } from '@patchbay/contracts/agents'
import { selfSignedCertificate } from '../../bff/src/outbound/self-signed.fixture.ts'
import { draftBehind, expect, test, uniqueName } from './support/agent-fixtures.ts'
import { expectAccessible } from './support/axe.ts'
import { expectFits } from './support/layout.ts'
import { newAgent } from './support/records.ts'
import { watchPolicy } from './support/watch-policy.ts'

// axe looks at every element of every state, twice.
test.slow()

test('everybody can use the agents page and its dialogs', async ({ console: page, api, agents }) => {
  const violations = await watchPolicy(page.context())
  const name = uniqueName('Accessible agent')
  const made = await newAgent(api, name)
  await newAgent(api, `${name} away`)
  await agents.link(made)
  await draftBehind(api, uniqueName('Behind an agent'), made)
  await page.goto(`/agents?q=${name}`)
  await expect(page.getByRole('row', { name }).getByText('Online')).toBeVisible()
  await expectAccessible(page, 'agents')
  for (const button of [`Regenerate the token of ${name}`, `Delete ${name}`]) {
    await page.getByRole('button', { name: button, exact: true }).click()
    await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused()
    await expectAccessible(page, `${button}?`)
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('alertdialog')).toHaveCount(0)
  }
  await page.getByRole('button', { name: 'Create agent' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(dialog.getByText('Write a name.')).toBeVisible()
  await expectAccessible(page, 'create an agent, with an error')
  await dialog.getByLabel('Name').fill(uniqueName('Accessible new agent'))
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(dialog.getByText('Waiting for the agent')).toBeVisible()
  await dialog.getByLabel('Server it may reach').fill('nowhere')
  await expect(dialog.getByText('Write host and port')).toBeVisible()
  await expectAccessible(page, 'the token')
  await page.goto(`/connections?agent=${made.id}`)
  await expect(page.getByText(`Agent ${name}`)).toBeVisible()
  await expectAccessible(page, 'connections of an agent')
  await page.goto('/agents?q=nothing+of+this+name')
  await expect(page.getByText('No agent matches')).toBeVisible()
  await expectAccessible(page, 'no agent')
  expect(violations).toEqual([])
})

test('a certificate authority is pasted, shown by what tells it from others, and taken away', async ({
  console: page,
  api,
}) => {
  const made = await newAgent(api, uniqueName('Own authority'))
  const pem = selfSignedCertificate().cert
  const edit = page.getByRole('dialog', { name: 'Edit agent' })
  const authority = edit.getByLabel('Certificate authority')
  const save = edit.getByRole('button', { name: 'Save' })
  const saved = () => api.call<Agent>('GET', `/api/agents/${made.id}`)
  await page.goto(`/agents/${made.id}/edit`)
  await authority.fill('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')
  await save.click()
  await expect(authority).toHaveAccessibleDescription(/This certificate cannot be read\./)
  await authority.fill(pem)
  await save.click()
  await expect(edit).toHaveCount(0)
  const [certificate] = (await saved()).certificateAuthority?.certificates ?? []
  await page.getByRole('link', { name: made.name }).click()
  await expect(authority).toHaveValue(pem)
  await expect(edit.getByText('CN=localhost')).toBeVisible()
  await expect(edit.getByText(`SHA-256 ${certificate?.fingerprint}`)).toBeVisible()
  await expectAccessible(page, 'edit agent')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page, 'edit agent')
  await authority.fill('')
  await save.click()
  await expect(edit).toHaveCount(0)
  expect((await saved()).certificateAuthority).toBeNull()
})

test('on a phone the agents are cards, with nothing cut off', async ({ console: page, api, agents }) => {
  const made = await newAgent(api, uniqueName('Agent on a phone'))
  await agents.link(made)
  await draftBehind(api, uniqueName('Phone user'), made)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/agents')
  const row = page.getByRole('row', { name: made.name })
  await expect(row.getByRole('link', { name: '1: show what uses' })).toHaveText('1')
  expect((await row.boundingBox())?.width).toBeGreaterThan(340)
  await expectFits(page, 'agents')
  await page.getByRole('button', { name: `Regenerate the token of ${made.name}` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Regenerate token' }).click()
  await expect(page.getByLabel('Access token', { exact: true })).toBeVisible()
  await expectFits(page, 'the token')
})
