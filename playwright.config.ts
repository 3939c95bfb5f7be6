import { defineConfig } from '@playwright/test'
import { chromiumArgs } from './apps/console/e2e/support/chromium-args.ts'

const chromium = process.env['PATCHBAY_CHROMIUM']

export default defineConfig({
  testDir: 'apps/console/e2e',
  globalSetup: './apps/console/e2e/support/enclosure-setup.ts',
  fullyParallel: true,
  // Much of it is waiting, for windows and processes, so two cores have room for three.
  workers: 3,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  // A busy machine is slow, not wrong.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    // Playwright's own full Chromium behaves as an installed one does; its headless shell does not quite.
    ...(chromium ? {} : { channel: 'chromium' }),
    locale: 'en-GB',
    // Traces of all journeys take a fifth of the time. For the one that fails: `npx playwright test <file> --trace=on`.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: chromiumArgs,
    },
  },
})
