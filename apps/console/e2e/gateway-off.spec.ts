import type { Gateway } from '@patchbay/contracts/agents'
import { expectAccessible } from './support/axe.ts'
import { expectFits } from './support/layout.ts'
import { expect, test } from './support/own-patchbay.ts'

const testOff = test.extend({ env: { PATCHBAY_AGENT_PORT: 'off' } })

testOff(
  'where the gateway is off, the page and the dialog say which variable did it',
  async ({ page, api }) => {
    await api.signIn()
    await page.goto('/agents')
    const notice = page.getByRole('note').filter({ hasText: 'the gateway is switched off' })
    await expect(notice).toContainText('PATCHBAY_AGENT_PORT')
    await expectAccessible(page, 'gateway off')
    await page.getByRole('button', { name: 'Create agent' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('Too early')
    await page.keyboard.press('Enter')
    const shown = page.getByRole('dialog', { name: 'Too early is created' })
    await expect(shown.getByText('the gateway is switched off')).toBeVisible()
    await expect(shown.getByLabel('Access token', { exact: true })).toHaveValue(/^pba_/)
    await expect(shown.getByText('ssh -N')).toHaveCount(0)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectFits(page, 'gateway off')
  },
)

test('where another program has the port, the page names it, and sees when that is over', async ({
  page,
  api,
}) => {
  const gateway = await api.call<Gateway>('GET', '/api/gateway')
  await page.route('**/api/gateway', (route) => route.fulfill({ json: { ...gateway, state: 'port-taken' } }))
  await page.goto('/agents')
  const notice = page.getByRole('note').filter({ hasText: `port ${gateway.port} is taken` })
  await expect(notice).toContainText('PATCHBAY_AGENT_PORT')
  await page.unroute('**/api/gateway')
  await expect(notice).toHaveCount(0)
})
