import type { Page, Request } from '@playwright/test'
import { expect, test } from './support/fixtures.ts'
import { expectNoShift, watchShifts } from './support/layout-shifts.ts'
import { openForm } from './support/pane.ts'
import { draft } from './support/states.ts'

const kibibyte = 1024

interface Transferred {
  readonly bytes: number
  readonly requests: number
}

/** Scripts and style sheets that were asked for since; the bytes as they came over the wire. */
function codeOf(page: Page): { measure(): Promise<Transferred>; readonly all: readonly Request[] } {
  const all: Request[] = []
  page.on('request', (request) => all.push(request))
  return {
    all,
    async measure() {
      const code = all.filter((each) => ['script', 'stylesheet'].includes(each.resourceType()))
      const bytes = await Promise.all(
        code.map(async (request) => {
          const response = await request.response()
          expect(await response?.headerValue('content-encoding'), request.url()).toMatch(/^(br|gzip)$/)
          return (await request.sizes()).responseBodySize
        }),
      )
      return { bytes: bytes.reduce((sum, each) => sum + each, 0), requests: code.length }
    },
  }
}

test('the list loads at most 150 KB of code in at most 10 requests, the create pane 90 KB more', async ({
  api,
  page,
  patchbay,
}) => {
  await draft(api, 'First load')
  const first = codeOf(page)
  await page.goto('/connections')
  await expect(page.getByRole('link', { name: 'First load' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  const list = await first.measure()
  test.info().annotations.push({ type: 'list', description: JSON.stringify(list) })
  expect(list.bytes).toBeLessThanOrEqual(150 * kibibyte)
  expect(list.requests).toBeLessThanOrEqual(10)

  const then = codeOf(page)
  await page.getByRole('button', { name: 'Create connection' }).hover()
  await expect.poll(() => then.all.length).toBeGreaterThan(0)
  await page.waitForLoadState('networkidle')
  const prefetched = await then.measure()
  const codeBefore = then.all.length
  await openForm(page, 'lexbizz')
  await page.waitForLoadState('networkidle')
  const pane = await then.measure()
  test.info().annotations.push({ type: 'pane', description: JSON.stringify({ prefetched, pane }) })
  expect(pane.bytes).toBeLessThanOrEqual(90 * kibibyte)
  expect(prefetched.requests, 'the code comes before the click').toBe(pane.requests)
  expect(codeBefore).toBeGreaterThan(0)

  const hosts = new Set([...first.all, ...then.all].map((each) => new URL(each.url()).origin))
  expect([...hosts]).toEqual([patchbay.url])
})

test('nothing moves while the list loads, neither with rows nor without', async ({ api, page }) => {
  await watchShifts(page)
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto('/connections?q=nothing+of+this+name')
    await expect(page.getByText('No connection matches')).toBeVisible()
    await expectNoShift(page, `nothing found, ${width} px`)
  }
  await draft(api, 'Stays where it is')
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto('/connections')
    await expect(page.getByRole('link', { name: 'Stays where it is' })).toBeVisible()
    await expectNoShift(page, `with rows, ${width} px`)
  }
})
