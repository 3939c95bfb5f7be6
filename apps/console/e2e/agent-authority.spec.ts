import type { Agent } from '@patchbay/contracts/agents'
import type { Page } from '@playwright/test'
import { X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { selfSignedCertificate } from '../../bff/src/outbound/self-signed.fixture.ts'
import { expect, test, uniqueName } from './support/agent-fixtures.ts'
import { expectAccessible } from './support/axe.ts'
import { expectFits } from './support/layout.ts'

/** Our own agent from its sources, in place of the package that npx would fetch. */
const program = `"${process.execPath}" "${join(import.meta.dirname, '../../agent/src/main.ts')}"`

/** From the page to the command and the token that its dialog shows. */
async function create(page: Page, name: string): Promise<{ command: string; token: string }> {
  await page.goto('/agents/new')
  await page.getByRole('dialog', { name: 'Create agent' }).getByLabel('Name').fill(name)
  await page.keyboard.press('Enter')
  const shown = page.getByRole('dialog', { name: `${name} is created` })
  const token = await shown.getByLabel('Access token', { exact: true }).inputValue()
  const command = shown.getByRole('group', { name: 'Command with the Patchbay agent' }).locator('code')
  return { command: (await command.innerText()).replace(/^npx --yes \S+/, program), token }
}

function authority(file: string): X509Certificate {
  const { cert } = selfSignedCertificate()
  writeFileSync(file, cert)
  return new X509Certificate(cert)
}

test('our own agent is started by its command, and what it is started with later is trusted by a person', async ({
  console: page,
  api,
  agents,
}, info) => {
  const name = uniqueName('With our agent')
  const { command, token } = await create(page, name)
  const [first, second] = [info.outputPath('first.pem'), info.outputPath('second.pem')]
  const [taken, offered] = [authority(first), authority(second)]
  const running = agents.run(`${command} --ca ${first}`, token)
  await expect(page.getByRole('status')).toContainText(/Connected from 127\.0\.0\.1, Patchbay agent \d/)
  await page.getByRole('button', { name: 'Done' }).click()
  const row = page.getByRole('row', { name })
  await expect(row.locator('[data-label="Version"]')).toHaveText(/^Patchbay agent \d/)
  await row.getByRole('link', { name }).click()
  const edit = page.getByRole('dialog', { name: 'Edit agent' })
  await expect(edit.getByText('acumatica.local:443')).toBeVisible()
  await expect(edit.getByText(taken.fingerprint256)).toBeVisible()
  await edit.getByRole('button', { name: 'Cancel' }).click()

  await running.stop()
  agents.run(`${command} --ca ${second}`, token)
  await expect(row.getByText('New authority')).toBeVisible()
  await expectAccessible(page, 'an agent with a new authority')
  await row.getByRole('link', { name }).click()
  const notice = edit.getByRole('note')
  await expect(notice).toContainText('started with another certificate authority')
  await expect(notice).toContainText(offered.fingerprint256)
  await expectAccessible(page, 'a new authority')
  await edit.getByLabel('Name').fill(`${name} renamed`)
  await notice.getByRole('button', { name: 'Trust it' }).click()
  await expect(notice).toHaveCount(0)
  await expect(edit.getByText(offered.fingerprint256)).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page, 'a trusted authority')
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(edit).toHaveCount(0)
  const { items } = await api.call<{ items: Agent[] }>('GET', `/api/agents?q=${name}`)
  expect(items).toMatchObject([{ name: `${name} renamed`, offeredCertificateAuthority: null }])
  expect(items[0]?.certificateAuthority?.certificates[0]?.fingerprint).toBe(offered.fingerprint256)
})
