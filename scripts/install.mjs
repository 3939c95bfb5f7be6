import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { Failure } from './failure.mjs'
import { runNpm } from './npm.mjs'
import { root } from './root.mjs'

/** @typedef {Record<string, { version?: string, integrity?: string, link?: boolean, optional?: boolean }>} Packages */

/** Installs what the lock file says, unless node_modules is that already. */
export async function ensureInstalled() {
  if (isInstalled(root)) return
  process.stdout.write('Installing dependencies… ')
  const started = Date.now()
  // NODE_ENV=production would leave out the pinned Node and the console's build. Only that Node's script may run, which
  // fetches it: the add-ons that ssh2 would compile are not wanted.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await runNpm([...verb(), '--include=dev', '--ignore-scripts', ...quiet])
  // It also puts it first on the PATH of whatever npm runs. Where it cannot, pinned-node.mjs tries again, and says why.
  if (code === 0) await runNpm(['rebuild', 'node', ...quiet])
  if (code !== 0) throw new Failure(`failed.\n\n${output}\n\nnpm could not install the dependencies.`)
  stampInstallation(root)
  console.log(`done in ${Math.round((Date.now() - started) / 1000)} s.`)
}

/** @param {string} folder */
export function isInstalled(folder) {
  const wanted = packages(join(folder, 'package-lock.json'))
  // npm writes this file last, so an interrupted installation has none.
  const present = packages(join(folder, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return matches(wanted, present) || stampOf(folder) === hashManifests(folder, wanted)
}

// A lock file with a package too many never matches what npm made of it; the stamp keeps us from trying
// again at every start.
/** @param {string} folder */
function stampInstallation(folder) {
  const wanted = packages(join(folder, 'package-lock.json'))
  if (wanted) writeFileSync(stampPath(folder), hashManifests(folder, wanted))
}

/** @param {string} folder */
function stampOf(folder) {
  return existsSync(stampPath(folder)) ? readFileSync(stampPath(folder), 'utf8') : undefined
}

/** @param {string} folder */
function stampPath(folder) {
  return join(folder, 'node_modules', '.installed-lock')
}

/**
 * @param {string} folder
 * @param {Packages} wanted
 */
function hashManifests(folder, wanted) {
  const workspaces = Object.keys(wanted).filter((path) => !path.includes('node_modules'))
  const manifests = workspaces.map((path) => join(path, 'package.json')).concat('package-lock.json')
  const hash = createHash('sha256')
  for (const file of manifests.map((path) => join(folder, path)).filter((path) => existsSync(path)))
    hash.update(readFileSync(file))
  return hash.digest('hex')
}

/**
 * @param {Packages} wanted
 * @param {Packages} present
 */
function matches(wanted, present) {
  const same = Object.entries(wanted).every(([path, one]) => {
    const other = present[path]
    if (path === '') return true
    if (!other) return one.optional === true
    return one.version === other.version && one.integrity === other.integrity && one.link === other.link
  })
  return same && Object.keys(present).every((path) => path in wanted)
}

/**
 * @param {string} file
 * @returns {Packages | undefined}
 */
function packages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined
}

// `npm ci` deletes node_modules first, which Windows refuses while the Node in there is the one running.
function verb() {
  const inside = process.execPath.startsWith(join(root, 'node_modules') + sep)
  return inside && process.platform === 'win32' ? ['install', '--no-save'] : ['ci']
}
