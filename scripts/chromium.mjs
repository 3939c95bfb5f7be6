import './require-node.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join, win32 } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installDebianChromium, installPlaywrightChromium } from './chromium-install.mjs'
import { Failure, main } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * @typedef {object} Machine what the search may look at and do
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {(path: string) => boolean} runs
 * @property {() => Promise<boolean>} installPlaywrights
 * @property {() => Promise<boolean>} installDebians
 */

/**
 * A Chromium to test with, installed if need be.
 * @param {Machine} machine
 * @returns {Promise<{ path: string | null, origin: string }>} no path: Playwright finds its own
 */
export async function findChromium(machine) {
  const named = machine.env['PATCHBAY_CHROMIUM']
  if (named) {
    if (machine.runs(named)) return { path: named, origin: 'PATCHBAY_CHROMIUM' }
    throw new Failure(`PATCHBAY_CHROMIUM is ${named}, which does not run.`)
  }
  const present = places(machine).find((path) => machine.runs(path))
  if (present) return { path: present, origin: 'found on this machine' }
  if (await machine.installPlaywrights()) return { path: null, origin: "Playwright's own" }
  if (await machine.installDebians()) {
    const installed = places(machine).find((path) => machine.runs(path))
    if (installed) return { path: installed, origin: "Debian's package" }
  }
  throw new Failure(
    'No Chromium was found, and none could be installed. Install Chromium or Google Chrome ' +
      '(on Debian and Ubuntu: apt-get install chromium), or set PATCHBAY_CHROMIUM to the path of one.',
  )
}

/**
 * Where a Chromium usually is, in the order in which they are tried.
 * @param {Pick<Machine, 'env' | 'platform'>} machine
 * @returns {string[]}
 */
export function places({ env, platform }) {
  if (platform === 'darwin') return [...onPath(env), ...macOsPlaces(env)]
  if (platform === 'win32') return windowsPlaces(env)
  return onPath(env)
}

/** @param {NodeJS.ProcessEnv} env */
function onPath(env) {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** @param {NodeJS.ProcessEnv} env */
function macOsPlaces(env) {
  return ['', env['HOME'] ?? ''].flatMap((home) =>
    ['Chromium', 'Google Chrome'].map((app) => `${home}/Applications/${app}.app/Contents/MacOS/${app}`),
  )
}

/** @param {NodeJS.ProcessEnv} env */
function windowsPlaces(env) {
  return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) =>
      ['Chromium', 'Google\\Chrome'].map((app) => win32.join(folder, app, 'Application', 'chrome.exe')),
    )
}

/**
 * Being there is not enough: Ubuntu's chromium-browser only says that a snap is wanted.
 * @param {string} path
 */
function runs(path) {
  if (!existsSync(path)) return false
  // Chrome on Windows opens a window instead of answering.
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

/**
 * The search on this machine, with a line about what it found.
 * @param {string} node
 * @returns {Promise<NodeJS.ProcessEnv>} what Playwright's configuration has to be told
 */
export async function chromiumEnv(node) {
  const { path, origin } = await findChromium({
    env: process.env,
    platform: process.platform,
    runs,
    installPlaywrights: () => installPlaywrightChromium(node),
    installDebians: installDebianChromium,
  })
  console.log(`Chromium: ${path ? `${path} (${origin})` : origin}`)
  return path ? { PATCHBAY_CHROMIUM: path } : {}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await ensureInstalled()
    await chromiumEnv(await pinnedNode())
    return 0
  })
}
