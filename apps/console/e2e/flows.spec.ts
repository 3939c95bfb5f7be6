import type { Locator, Page } from '@playwright/test'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { addStep, cardsOf, newFlow, openFlow, readFlow, register, setSource } from './support/flows.ts'
import { expectFocusIn } from './support/keyboard.ts'
import { type ApplicationName, expectConnected, paneOf } from './support/pane.ts'
import { openPopup, signInAtSandbox } from './support/popup.ts'
import { connectionNamed } from './support/records.ts'
import { draft, online } from './support/states.ts'

/** In the pane over a flow, from its first page to a form that lacks nothing. */
async function fillIn(page: Page, application: ApplicationName, name: string) {
  const pane = paneOf(page)
  await pane.getByRole('link', { name: application }).click()
  await pane.getByRole('button', { name: 'Use the sandbox' }).click()
  await pane.getByLabel('Name', { exact: true }).fill(name)
  return pane
}

/** The choice that opens the pane for one more step. */
async function chooseKind(section: Locator, kind: 'Destination' | 'Lookup') {
  await section.getByRole('button', { name: 'Add destination/lookup' }).click()
  await section.getByRole('group', { name: 'Kind of step' }).getByRole('button', { name: kind }).click()
}

test('a flow gets its source and its destination by new connections, and its lookup by a registered one', async ({
  console: page,
  api,
}) => {
  const [integration, flowName] = [uniqueName('Web shop'), uniqueName('Orders')]
  const [source, destination] = [uniqueName('lexbizz'), uniqueName('Lightspeed')]
  await page.getByRole('link', { name: 'Integrations' }).click()
  await page.getByRole('button', { name: 'Create integration' }).click()
  await expect(page).toHaveURL('/integrations/new')
  const dialog = page.getByRole('dialog', { name: 'Create integration' })
  await dialog.getByLabel('Name').fill(integration)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { level: 1, name: integration })).toBeVisible()
  await page.getByRole('button', { name: 'Add flow' }).click()
  await page.getByRole('dialog', { name: 'Add flow' }).getByLabel('Name').fill(flowName)
  await page.getByRole('dialog', { name: 'Add flow' }).getByRole('button', { name: 'Add' }).click()
  const section = page.getByRole('region', { name: flowName })
  const cards = cardsOf(section)

  await section.getByRole('button', { name: 'Add source' }).click()
  await fillIn(page, 'lexbizz', source)
  await signInAtSandbox(await openPopup(page))
  await expectConnected(page)
  await paneOf(page).getByRole('button', { name: 'Done' }).click()
  await expect(cards.nth(0)).toContainText(source)
  await expect(cards.nth(0)).toContainText('Online')

  await chooseKind(section, 'Destination')
  await fillIn(page, 'Lightspeed', destination)
  await signInAtSandbox(await openPopup(page))
  await expectConnected(page)
  await paneOf(page).getByRole('button', { name: 'Done' }).click()
  await expect(cards.nth(1)).toContainText(destination)

  await chooseKind(section, 'Lookup')
  await paneOf(page)
    .getByRole('button', { name: `Use ${source}` })
    .click()
  await expect(paneOf(page)).toHaveCount(0)
  await expect(cards).toHaveCount(3)
  await expect(cards.nth(2)).toContainText(source)

  await page.reload()
  await expect(cards).toHaveCount(3)
  await expect(cards.nth(0)).toContainText('Source')
  await expect(cards.nth(1)).toContainText('Destination')
  await expect(cards.nth(2)).toContainText('Lookup')
  await cards.nth(0).getByRole('link', { name: source }).click()
  await expect(page).toHaveURL(`/connections/${(await connectionNamed(api, source)).id}`)
})

test('Cancel leaves the flow as it was, whichever page of the pane it is chosen on', async ({
  console: page,
  api,
}) => {
  const flow = await newFlow(api)
  const section = await openFlow(page, flow)
  const cards = cardsOf(section)
  await section.getByRole('button', { name: 'Add source' }).click()
  await paneOf(page).getByRole('link', { name: 'lexbizz' }).click()
  await paneOf(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveURL(`/integrations/${flow.integrationId}`)
  await expectFocusIn(section.getByRole('button', { name: 'Add source' }))

  await chooseKind(section, 'Lookup')
  await expect(paneOf(page)).toBeVisible()
  expect((await readFlow(api, flow)).steps).toHaveLength(2)
  await page.reload()
  await paneOf(page).getByRole('button', { name: 'Close' }).click()
  await expect(cards).toHaveCount(1)
  expect((await readFlow(api, flow)).steps).toEqual(flow.steps)
})

test('a closed sign-in window is tried again, and the step gets its connection', async ({
  console: page,
  api,
}) => {
  const flow = await newFlow(api)
  const name = uniqueName('lexbizz')
  const section = await openFlow(page, flow)
  await section.getByRole('button', { name: 'Add source' }).click()
  const pane = await fillIn(page, 'lexbizz', name)
  await (await openPopup(page)).close()
  await expect(pane.getByRole('heading', { name: 'The sign-in window was closed' })).toBeVisible()
  expect((await readFlow(api, flow)).steps[0]?.connectionId).toBeNull()

  await signInAtSandbox(await openPopup(page, 'Try again'))
  await expectConnected(page)
  await pane.getByRole('button', { name: 'Done' }).click()
  await expect(cardsOf(section).first()).toContainText(name)
})

test('a page reloaded while the window is open still gives the step its connection', async ({
  console: page,
  api,
}) => {
  const flow = await newFlow(api)
  const name = uniqueName('lexbizz')
  const section = await openFlow(page, flow)
  await chooseKind(section, 'Destination')
  await fillIn(page, 'lexbizz', name)
  const popup = await openPopup(page)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Sign in in the window that opened' })).toBeVisible()
  await signInAtSandbox(popup)
  await expectConnected(page)
  await paneOf(page).getByRole('button', { name: 'Done' }).click()
  await expect(cardsOf(section).nth(1)).toContainText(name)

  await page.reload()
  await expect(cardsOf(section).nth(1)).toContainText('Online')
})

test('of two admins who change a flow the second sees what the first did, and what was not done', async ({
  console: page,
  api,
}) => {
  const flow = await newFlow(api)
  const [first, second] = [await draft(api, uniqueName('Books')), await draft(api, uniqueName('Depot'))]
  await addStep(api, flow, { kind: 'destination', connection: first })
  await addStep(api, flow, { kind: 'lookup', connection: second })
  const section = await openFlow(page, flow)
  const cards = cardsOf(section)
  await expect(cards).toHaveCount(3)

  const { version } = await readFlow(api, flow)
  await api.call('PATCH', `/api/flows/${flow.id}`, { version, name: `${flow.name} and returns` })
  await addStep(api, flow, { kind: 'lookup' })
  await cards.nth(1).getByRole('button', { name: 'Move right' }).click()
  const notice = page.getByRole('alert')
  await expect(notice).toContainText('Changed by someone else')
  await expect(notice).toContainText(`Not done: make ${first.name} step 3 of 3.`)
  await expect(notice).toContainText(`It is called ${flow.name} and returns now.`)
  await expect(notice).toContainText('An empty lookup was added as step 4.')
  await expect(cards).toHaveCount(3)
  await expect(cards.nth(1)).toContainText(first.name)

  await notice.getByRole('button', { name: 'Show the current flow' }).click()
  await expect(notice).toHaveCount(0)
  await expect(cards).toHaveCount(4)
  await expect(page.getByRole('heading', { name: `${flow.name} and returns` })).toBeFocused()
  await cards.nth(1).getByRole('button', { name: 'Move right' }).click()
  await expect.poll(async () => (await readFlow(api, flow)).steps[2]?.connectionId).toBe(first.id)
})

test('a step whose connection goes offline says so at once, and why, and is authorized again right there', async ({
  console: page,
  api,
}) => {
  const flow = await newFlow(api)
  const connection = await online(api, uniqueName('lexbizz'))
  await setSource(api, flow, connection)
  const section = await openFlow(page, flow)
  const card = cardsOf(section).first()
  await expect(card).toContainText('Online')
  const { id, version } = connection
  await api.call('PATCH', `/api/connections/${id}`, { version, scopes: ['api'] })
  await expect(card).toContainText('Offline')
  await expect(card).toContainText('Scopes were changed.')

  await (await openPopup(page, 'Authorize again')).close()
  await expect(card.getByRole('heading', { name: 'The sign-in window was closed' })).toBeVisible()
  await signInAtSandbox(await openPopup(page, 'Try again'))
  await expect(card).toContainText('Online')
  await expect(card.getByRole('button', { name: 'Authorize again' })).toHaveCount(0)
})

test('steps are put in another order by the keyboard and by dragging, and the source stays first', async ({
  console: page,
  api,
}) => {
  const flow = await newFlow(api)
  const names = [uniqueName('Books'), uniqueName('Depot'), uniqueName('Prices')]
  for (const name of names)
    await addStep(api, flow, { kind: 'destination', connection: await draft(api, name) })
  const [books, depot, prices] = names
  const section = await openFlow(page, flow)
  const cards = cardsOf(section)
  const order = async () =>
    (await readFlow(api, flow)).steps.map(({ connection }) => connection?.name ?? null)
  await expect(cards).toHaveCount(4)
  await expect(cards.nth(0).getByRole('button', { name: 'Move right' })).toHaveCount(0)
  await expect(cards.nth(1).getByRole('button', { name: 'Move left' })).toBeDisabled()

  const right = cards.filter({ hasText: books ?? '' }).getByRole('button', { name: 'Move right' })
  await right.focus()
  await page.keyboard.press('Enter')
  await expect(cards.nth(2)).toContainText(books ?? '')
  await expect(right).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(cards.nth(3)).toContainText(books ?? '')
  await expect.poll(order).toEqual([null, depot, prices, books])

  await cards.nth(3).dragTo(cards.nth(1))
  await expect(cards.nth(1)).toContainText(books ?? '')
  await expect.poll(order).toEqual([null, books, depot, prices])
  await page.reload()
  await expect(cards.nth(1)).toContainText(books ?? '')
})

test('the connection of a step is replaced, which is undone, and the step removed', async ({
  console: page,
  api,
}) => {
  const flow = await newFlow(api)
  const [old, other] = [await online(api, uniqueName('lexbizz')), await draft(api, uniqueName('lexbizz'))]
  const stranger = await draft(api, uniqueName('Acumatica'), 'acumatica')
  await addStep(api, flow, { kind: 'lookup', connection: old })
  await register(api, flow, other)
  await register(api, flow, stranger)
  const section = await openFlow(page, flow)
  const card = cardsOf(section).nth(1)
  await card.getByRole('button', { name: 'Replace connection' }).click()
  const dialog = page.getByRole('dialog', { name: 'Replace connection' })
  await expect(dialog.getByRole('button', { name: `Use ${stranger.name}` })).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: `Use ${old.name}` })).toHaveCount(0)
  await dialog.getByRole('button', { name: `Use ${other.name}` }).click()
  await expect(dialog.getByRole('status').filter({ hasText: '→' })).toHaveText(
    `Step 2 of ${flow.name}: ${old.name} → ${other.name}`,
  )
  await dialog.getByRole('button', { name: 'Replace', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(card).toContainText(other.name)

  await section.getByRole('button', { name: 'Undo' }).click()
  await expect(card).toContainText(old.name)
  await expect(section.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  expect((await readFlow(api, flow)).steps[1]?.connectionId).toBe(old.id)

  await card.getByRole('button', { name: 'Remove step' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(cardsOf(section)).toHaveCount(1)
  await expect(section.getByRole('heading', { name: flow.name })).toBeFocused()
})
