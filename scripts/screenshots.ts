import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { RunningAgent } from '../apps/console/e2e/support/running-agent.ts'
import { adminPassword, Patchbay } from '../apps/console/e2e/support/patchbay.ts'

// Makes the README's pictures from the running console: npm run screenshots

const images = join(import.meta.dirname, '../docs/images')
const viewport = { width: 1440, height: 900 }
/** A name for the list, and whether the sandbox is asked for access. */
const examples = [
  ['lexbizz production', 'lexbizz', true],
  ['lexbizz test tenant', 'lexbizz', false],
  ['Acumatica Europe', 'acumatica', true],
  ['Acumatica test tenant', 'acumatica', true],
  ['Warehouse ERP', 'acumatica', false],
] as const

interface Application {
  readonly sandbox: { readonly settings: Record<string, string>; readonly iClientId: string }
}

async function authorize(page: Page, id: string): Promise<void> {
  const { request } = page
  const origin = new URL(page.url()).origin
  const answer = await request.post(`/api/connections/${id}/authorize`, { headers: { origin } })
  const { authorizationUrl } = (await answer.json()) as { authorizationUrl: string }
  const popup = await page.context().newPage()
  await popup.goto(authorizationUrl)
  if (await popup.getByLabel('User name').isVisible()) {
    await popup.getByLabel('User name').fill('admin')
    await popup.getByLabel('Password').fill('sandbox')
    await popup.getByRole('button', { name: 'Sign in' }).click()
  }
  await popup.getByRole('button', { name: 'Yes, allow' }).click()
  await popup.waitForURL(/oauth2callback/).catch(() => undefined)
  await popup.close()
}

async function fill(page: Page): Promise<void> {
  const headers = { origin: new URL(page.url()).origin }
  for (const [name, application, isOnline] of examples) {
    const found = await page.request.get(`/api/applications/${application}`)
    const { sandbox } = (await found.json()) as Application
    const made = await page.request.post('/api/connections', {
      headers,
      data: { name, application, authType: 'oauth2', scopes: ['api', 'offline_access'], ...sandbox },
    })
    const { id } = (await made.json()) as { id: string }
    if (isOnline) await authorize(page, id)
  }
}

/** The first one is there, and two connections use it. */
async function addAgents(page: Page): Promise<RunningAgent> {
  const headers = { origin: new URL(page.url()).origin }
  const post = async (path: string, data: object) =>
    (await (await page.request.post(path, { headers, data })).json()) as { id: string; accessToken: string }
  await post('/api/agents', { name: 'Office Graz' })
  const { id, accessToken } = await post('/api/agents', { name: 'Warehouse Vienna' })
  const gateway = (await (await page.request.get('/api/gateway')).json()) as { host: string; port: number }
  const agent = new RunningAgent(`ssh -N -R 0 -p ${gateway.port} ${id}@${gateway.host}`, accessToken)
  for (const name of ['Acumatica in the warehouse', 'lexbizz in the warehouse']) {
    const application = name.startsWith('lexbizz') ? 'lexbizz' : 'acumatica'
    const settings = { mode: 'on-premise', agentId: id, instanceUri: 'https://erp.warehouse.local' }
    await post('/api/connections', { name, application, authType: 'oauth2', scopes: ['api'], settings })
  }
  return agent
}

async function takeAgents(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.goto('/agents')
  await page.getByRole('row', { name: 'Warehouse Vienna' }).getByText('Online').waitFor()
  await page.screenshot({
    path: join(images, `agents-${theme}.png`),
    clip: { x: 0, y: 0, width: 1440, height: 420 },
  })
}

async function takePane(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.goto('/connections')
  await page.getByRole('row', { name: 'lexbizz production' }).waitFor()
  await page.screenshot({ path: join(images, `list-${theme}.png`) })
  await page.getByRole('button', { name: 'Create connection' }).click()
  const pane = page.getByRole('dialog', { name: 'Create connection' })
  await pane.getByText('lexbizz', { exact: true }).click()
  await pane.getByLabel('Name', { exact: true }).fill('lexbizz Austria')
  await pane.getByLabel('Instance URI').fill('https://isv.lexbizz.app/entity/Default/20.200.001')
  await pane.getByRole('button', { name: 'Take api and offline_access' }).click()
  await pane.getByLabel('Configure your client id and secret').check()
  await pane.getByRole('combobox', { name: 'iClient' }).waitFor()
  await pane.getByLabel('Endpoint version').scrollIntoViewIfNeeded()
  await page.screenshot({ path: join(images, `pane-${theme}.png`) })
  await page.evaluate(() => sessionStorage.clear())
}

async function take(browser: Browser, patchbay: Patchbay): Promise<void> {
  const context = await browser.newContext({ baseURL: patchbay.url, viewport })
  const page = await context.newPage()
  await page.request.post('/api/session', {
    headers: { origin: patchbay.url },
    data: { password: adminPassword },
  })
  await page.goto('/connections')
  await fill(page)
  for (const theme of ['light', 'dark'] as const) await takePane(page, theme)
  const agent = await addAgents(page)
  for (const theme of ['light', 'dark'] as const) await takeAgents(page, theme)
  await agent.stop()
}

const executablePath = process.env['PATCHBAY_CHROMIUM']
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
await mkdir(images, { recursive: true })
const patchbay = await Patchbay.start({ env: { PATCHBAY_PORT: '4600', PATCHBAY_SANDBOX_PORT: '4610' } })
const browser = await chromium.launch({ args, ...(executablePath ? { executablePath } : {}) })
try {
  await take(browser, patchbay)
} finally {
  await browser.close()
  await patchbay.stop()
}
