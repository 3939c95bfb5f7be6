import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { hasApt, installDebian, succeeds } from './apt.mjs'
import { root } from './root.mjs'

const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js')

/**
 * The browser first, its system packages only once it is there and does not start without them: where the
 * download is refused, that saves a hundred packages for nothing.
 * @param {string} node
 */
export async function installPlaywrightChromium(node) {
  console.log("No Chromium on this machine: fetching Playwright's own…")
  // What it says when the download is refused would frighten more than help: there is another way.
  if (!(await succeeds(node, [playwright, 'install', '--no-shell', 'chromium'], 'ignore'))) return false
  if (starts(node)) return true
  return (await succeeds(node, [playwright, 'install-deps', 'chromium'])) && starts(node)
}

export async function installDebianChromium() {
  if (!hasApt()) return false
  console.log("That is not to be had here: installing Debian's package…")
  return installDebian(['chromium', 'fonts-liberation'])
}

/** @param {string} node */
function starts(node) {
  const script = `import('@playwright/test').then(async ({ chromium }) => {
    const browser = await chromium.launch({ channel: 'chromium' })
    await browser.close()
  })`
  return spawnSync(node, ['-e', script], { cwd: root, stdio: 'ignore', timeout: 60_000 }).status === 0
}
