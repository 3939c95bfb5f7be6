import type { OddAnswer } from '../../bff/src/testing/odd-server.ts'
import { draftAtOdd, expect, test } from './support/odd-application.ts'

function refusal(error: string, description: string): OddAnswer {
  return ({ query }, response) => {
    const back = new URL(query.get('redirect_uri') ?? '')
    back.searchParams.set('error', error)
    back.searchParams.set('error_description', description)
    back.searchParams.set('state', query.get('state') ?? '')
    response.writeHead(302, { Location: back.href }).end()
  }
}

test("the application's own words are shown as text, and no more than 300 characters of them", async ({
  console: page,
  odd,
  api,
}) => {
  const words = `<img src=x onerror="document.title='run'"><h1>Big</h1> & ${'so on '.repeat(80)}`.slice(
    0,
    400,
  )
  odd.answer('authorize', refusal('server_error', words))
  const shown = `${words.slice(0, 299)}…`
  const { id } = await draftAtOdd(api, odd, 'Odd application')
  await page.goto(`/connections/${id}`)

  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Authorize', exact: true }).click()
  const popup = await opened

  const failure = page.getByRole('alert')
  await expect(failure).toContainText('The application had a fault of its own.')
  await expect(failure.getByText(shown, { exact: true })).toBeVisible()
  await expect(failure.getByRole('img')).toHaveCount(0)
  await expect(failure.getByRole('heading', { name: 'Big' })).toHaveCount(0)
  expect(await page.title()).toBe('Odd application · Patchbay')
  await expect.poll(() => popup.isClosed()).toBe(true)
})

test('the page in the window shows them as text too', async ({ console: page, context, odd, api }) => {
  const words = `<h1>Big</h1>${'x'.repeat(400)}`
  odd.answer('authorize', refusal('access_denied', words))
  const { id } = await draftAtOdd(api, odd, 'Odd application')
  const path = `/api/connections/${id}/authorize`
  const { authorizationUrl } = await api.call<{ authorizationUrl: string }>('POST', path)
  const tab = await context.newPage()
  await tab.goto(authorizationUrl)
  await expect(tab.getByText(`${words.slice(0, 299)}…`, { exact: true })).toBeVisible()
  await expect(tab.getByRole('heading')).toHaveText(['Not connected'])
  await page.reload()
  const row = page.getByRole('row', { name: 'Odd application' })
  await expect(row.getByText('Draft', { exact: true })).toBeVisible()
})
