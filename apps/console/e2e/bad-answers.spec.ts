import type { Page, Route } from '@playwright/test'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { fillInSandbox, paneOf } from './support/pane.ts'
import { connectionsNamed } from './support/records.ts'

type Answer = (route: Route) => Promise<void>

const answers = {
  'a page of HTML': (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Proxy</h1>' }),
  'JSON of another shape': (route) => route.fulfill({ json: { hello: 'world' } }),
  'an error page': (route) => route.fulfill({ status: 502, contentType: 'text/html', body: 'Bad gateway' }),
  nothing: (route) => route.abort(),
} satisfies Record<string, Answer>

/** Answers so until it is told to stop. */
async function spoil(page: Page, path: RegExp, answer: Answer) {
  await page.route(path, answer)
  return () => page.unroute(path)
}

const titles = { unreadable: 'The answer could not be understood', nothing: 'Patchbay cannot be reached' }

for (const what of ['a page of HTML', 'nothing'] as const) {
  test(`the list gets ${what} for an answer, says so, and loads at the next try`, async ({
    console: page,
  }) => {
    const stop = await spoil(page, /\/api\/connections\?/, answers[what])
    await page.reload()
    await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
    const title = what === 'nothing' ? titles.nothing : titles.unreadable
    await expect(page.getByRole('alert')).toContainText(title)
    await stop()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible()
  })
}

for (const what of ['JSON of another shape', 'an error page', 'nothing'] as const) {
  test(`the pane gets ${what} for an answer, says so, and saves at the next try`, async ({
    console: page,
    api,
  }) => {
    const name = uniqueName('lexbizz')
    const pane = await fillInSandbox(page, 'lexbizz', name)
    const stop = await spoil(page, /\/api\/connections$/, answers[what])
    await pane.getByRole('button', { name: 'Save & close' }).click()
    const title = what === 'nothing' ? titles.nothing : titles.unreadable
    await expect(pane.getByRole('alert')).toContainText(title)
    await expect(pane.getByLabel('Name', { exact: true })).toHaveValue(name)
    await stop()
    await pane.getByRole('button', { name: 'Save & close' }).click()
    await expect(paneOf(page)).toBeHidden()
    expect(await connectionsNamed(api, name)).toHaveLength(1)
  })
}

test('a page that cannot even ask who is signed in shows a retry, never nothing', async ({
  console: page,
}) => {
  const stop = await spoil(page, /\/api\/session$/, (route) => route.fulfill({ body: 'garbage' }))
  await page.reload()
  await expect(page.getByText('The answer could not be understood')).toBeVisible()
  await stop()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
})

test('a sign-in that cannot be started says so, closes the window, and starts at the next try', async ({
  console: page,
  context,
}) => {
  const pane = await fillInSandbox(page, 'lexbizz', uniqueName('lexbizz'))
  const stop = await spoil(page, /\/authorize$/, (route) => route.abort())
  await pane.getByRole('button', { name: 'Save & authorize' }).click()
  await expect(pane.getByRole('alert')).toContainText('Patchbay cannot be reached')
  await expect.poll(() => context.pages().length).toBe(1)
  await stop()
  const opened = page.waitForEvent('popup')
  await pane.getByRole('button', { name: 'Save & authorize' }).click()
  await expect((await opened).getByLabel('User name')).toBeVisible()
})
