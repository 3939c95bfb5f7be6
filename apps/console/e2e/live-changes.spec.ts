import type { Page } from '@playwright/test'
import { json, type OddServer, tokens } from '../../bff/src/testing/odd-server.ts'
import type { Api } from './support/fixtures.ts'
import { uniqueName } from './support/fixtures.ts'
import { draftAtOdd, expect, test } from './support/odd-application.ts'
import { newApiKey } from './support/records.ts'

const statusOf = (page: Page) => page.getByRole('region', { name: 'Status' })

/** Online, with a token that each call has to renew. */
async function shortLived(api: Api, odd: OddServer, name: string): Promise<{ id: string }> {
  odd.answer('token', tokens({ expires_in: 1 }))
  const { id } = await draftAtOdd(api, odd, name)
  await authorize(api, id)
  return { id }
}

async function authorize(api: Api, id: string): Promise<void> {
  const path = `/api/connections/${id}/authorize`
  const { authorizationUrl } = await api.call<{ authorizationUrl: string }>('POST', path)
  expect(await api.visit(authorizationUrl)).toContain('Connected')
}

function streamsOf(page: Page): string[] {
  const streams: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/changes')) streams.push(request.url())
  })
  return streams
}

test('a connection that a program finds without access shows Offline in two tabs at once, and Online again', async ({
  page: list,
  context,
  api,
  odd,
  own,
  playwright,
}) => {
  const name = uniqueName('Cut off')
  const { id } = await shortLived(api, odd, name)
  const { key } = await newApiKey(api, `${name} key`, { permissions: ['token'] })
  const streams = streamsOf(list)
  await list.goto('/connections')
  await expect(list.getByRole('row', { name }).getByText('Online')).toBeVisible()
  await expect.poll(() => streams.length).toBe(1)
  const detail = await context.newPage()
  const others = streamsOf(detail)
  await detail.goto(`/connections/${id}`)
  await expect(statusOf(detail).getByText('Online', { exact: true })).toBeVisible()

  odd.answer('token', json({ error: 'invalid_grant' }, 400))
  const headers = { authorization: `Bearer ${key}` }
  const program = await playwright.request.newContext({ extraHTTPHeaders: headers })
  expect((await program.get(`${own.url}/api/connections/${id}/token`)).ok()).toBe(false)
  await expect(list.getByRole('row', { name }).getByText('Offline')).toBeVisible()
  await expect(statusOf(detail).getByText('Offline', { exact: true })).toBeVisible()
  await expect(detail.getByText('Went offline', { exact: true })).toBeVisible()
  expect(streams).toHaveLength(1)
  expect(others).toHaveLength(0)
  await program.dispose()

  // The tab with the stream goes: the other one takes over.
  await list.close()
  await expect.poll(() => others.length).toBe(1)
  odd.answer('token', tokens())
  await authorize(api, id)
  await expect(statusOf(detail).getByText('Online', { exact: true })).toBeVisible()
  await expect(detail.getByText('Online again', { exact: true })).toBeVisible()
})

test('what changed while the server was away is seen as soon as it is back', async ({
  page,
  api,
  odd,
  own,
}) => {
  const name = uniqueName('Back again')
  const { id } = await shortLived(api, odd, name)
  const streams = streamsOf(page)
  await page.goto(`/connections/${id}`)
  await expect(statusOf(page).getByText('Online', { exact: true })).toBeVisible()
  await expect.poll(() => streams.length).toBe(1)
  // Nothing is told to this page from here on, until it has its stream again.
  await page.route('**/api/changes', (route) => route.abort())
  await own.restart()
  await api.call('POST', `/api/connections/${id}/revoke`)
  await page.unroute('**/api/changes')
  await expect(statusOf(page).getByText('Offline', { exact: true })).toBeVisible()
})
