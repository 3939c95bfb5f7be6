import { expectAccessible } from './support/axe.ts'
import { addStep, newFlow } from './support/flows.ts'
import { expectFits } from './support/layout.ts'
import { expect, test } from './support/own-patchbay.ts'
import { signedInAs } from './support/people.ts'
import { online } from './support/states.ts'

// axe looks at every element of every page, twice.
test.slow()

/** What can be done on a page, beside what only looks. */
const doing =
  /^(Create|Register|Invite|Edit|Delete|Revoke|Regenerate|Rotate|Rename|Replace|Remove|Move|Add|Authorize|Test|Copy|Import|Deregister)\b/

test('a viewer sees everything, is offered nothing that the role does not permit, and has an account', async ({
  api,
  browser,
  own,
}) => {
  const connection = await online(api, 'Web shop ERP')
  const flow = await newFlow(api)
  await addStep(api, flow, { kind: 'destination', connection })
  await api.call('POST', '/api/agents', { name: 'Warehouse' })
  const context = await signedInAs('viewer', { api, browser, own })
  const page = await context.newPage()

  const pages = [
    ['/connections', 'Web shop ERP'],
    [`/connections/${connection.id}`, 'Used by'],
    ['/iclients', 'lexbizz'],
    ['/agents', 'Warehouse'],
    [`/integrations/${flow.integrationId}`, 'Web shop ERP'],
    [`/integrations/${flow.integrationId}/connections`, 'Web shop ERP'],
  ] as const
  // Of the others axe sees what it sees of an owner’s, or less.
  const looked = new Set<string>([pages[1][0], pages[4][0]])
  for (const [path, shown] of pages) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(path)
    await expect(page.getByRole('main').getByText(shown).first(), path).toBeVisible()
    await expect(page.getByRole('button', { name: doing }), path).toHaveCount(0)
    await expect(page.getByRole('main').getByRole('link', { name: doing }), path).toHaveCount(0)
    if (looked.has(path)) await expectAccessible(page, path)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectFits(page, path)
  }

  for (const path of ['/connections/new', '/api-keys', '/settings', '/users']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'This is not part of your role' }), path).toBeVisible()
  }

  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('link', { name: 'Kim the viewer' }).click()
  await page.getByLabel('Name').fill('Kim Vos')
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(page.getByRole('link', { name: 'Kim Vos' })).toBeVisible()
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Write your current password.')).toBeVisible()
  await page.getByLabel('Current password').fill('guessed')
  await page.getByLabel('New password').fill('a better one')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('This is not your current password.')).toBeVisible()
  await page.getByLabel('Current password').fill('chosen by who was invited')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByLabel('New password')).toHaveValue('')
  await expect(page.getByRole('list', { name: 'Sessions' })).toContainText('This browser')
  await expectAccessible(page, 'account')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page, 'account')
  await context.close()
})
