import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { end, launch } from './children.mjs'
import { root } from './root.mjs'

const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
const limitMs = 5 * 60_000

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
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return false
  console.log("That is not to be had here: installing Debian's package…")
  const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']
  return (await apt(['update'])) && (await apt(install))
}

/** @param {string[]} args */
function apt(args) {
  const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=120']
  const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...quiet, ...args]
  // Without a terminal nobody can type a password, and sudo would wait for one.
  const sudo = process.stdin.isTTY ? ['sudo'] : ['sudo', '-n']
  const [program = '', ...rest] = process.getuid?.() === 0 ? command : [...sudo, ...command]
  return succeeds(program, rest)
}

/** @param {string} node */
function starts(node) {
  const script = `import('@playwright/test').then(async ({ chromium }) => {
    const browser = await chromium.launch({ channel: 'chromium' })
    await browser.close()
  })`
  return spawnSync(node, ['-e', script], { cwd: root, stdio: 'ignore', timeout: 60_000 }).status === 0
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {'inherit' | 'ignore'} [stdio]
 */
async function succeeds(command, args, stdio = 'inherit') {
  const { child, exited } = launch(command, args, { stdio })
  const limit = setTimeout(() => end(child), limitMs)
  const code = await exited.catch(() => 1)
  clearTimeout(limit)
  return code === 0
}
