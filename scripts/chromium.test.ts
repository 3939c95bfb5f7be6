import { expect, test, vi } from 'vitest'
import { findChromium, places } from './chromium.mjs'
import { Failure } from './failure.mjs'

function machine({ env = {}, present = [] as string[], playwrights = false, debians = [] as string[] }) {
  const there = new Set(present)
  return {
    env: { PATH: '/usr/local/bin:/usr/bin', ...env },
    platform: 'linux' as const,
    runs: (path: string) => there.has(path),
    installPlaywrights: vi.fn(async () => playwrights),
    installDebians: vi.fn(async () => {
      for (const path of debians) there.add(path)
      return debians.length > 0
    }),
  }
}

test('takes the one in PATCHBAY_CHROMIUM before any other', async () => {
  const found = machine({
    env: { PATCHBAY_CHROMIUM: '/opt/chrome' },
    present: ['/opt/chrome', '/usr/bin/chromium'],
  })
  expect((await findChromium(found)).path).toBe('/opt/chrome')
})

test('says so when the one in PATCHBAY_CHROMIUM does not run, instead of taking another', async () => {
  const wrong = machine({ env: { PATCHBAY_CHROMIUM: '/opt/chrome' }, present: ['/usr/bin/chromium'] })
  await expect(findChromium(wrong)).rejects.toThrow('PATCHBAY_CHROMIUM is /opt/chrome, which does not run.')
})

test('takes one on PATH without installing anything, Chromium before Chrome', async () => {
  const found = machine({ present: ['/usr/local/bin/google-chrome', '/usr/bin/chromium'], playwrights: true })
  expect((await findChromium(found)).path).toBe('/usr/bin/chromium')
  expect(found.installPlaywrights).not.toHaveBeenCalled()
})

test("installs Playwright's own where there is none, and leaves its path to Playwright", async () => {
  const bare = machine({ playwrights: true, debians: ['/usr/bin/chromium'] })
  expect((await findChromium(bare)).path).toBeNull()
  expect(bare.installDebians).not.toHaveBeenCalled()
})

test("installs Debian's package where Playwright's own is not to be had", async () => {
  const bare = machine({ debians: ['/usr/bin/chromium'] })
  expect((await findChromium(bare)).path).toBe('/usr/bin/chromium')
})

test('says what to install where nothing helps', async () => {
  await expect(findChromium(machine({}))).rejects.toThrow(Failure)
})

test('looks in the usual places of macOS and Windows', () => {
  const mac = places({ env: { PATH: '', HOME: '/Users/ada' }, platform: 'darwin' })
  expect(mac).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
  expect(mac).toContain('/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium')
  const windows = places({ env: { PROGRAMFILES: 'C:\\Program Files' }, platform: 'win32' })
  expect(windows).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe')
})
