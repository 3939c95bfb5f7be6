import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {object} LockedPackage
 * @property {string} [resolved]
 * @property {string} [integrity]
 * @property {boolean} [link]
 * @property {boolean} [inBundle]
 * @property {boolean} [hasInstallScript]
 */
/** @typedef {Record<string, LockedPackage>} LockedPackages */

/** @param {string} folder */
export function readDependencies(folder) {
  const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  return {
    packages: /** @type {LockedPackages} */ (read('package-lock.json').packages),
    allowScripts: /** @type {Record<string, boolean>} */ (read('package.json').allowScripts),
  }
}

/** @param {string} path */
const isInstalled = (path) => path.includes('node_modules/')

/**
 * Packages that would come from elsewhere than whatever registry npm is set up to ask, or with no checksum. The lock
 * file names no place for those that come from it.
 * @param {LockedPackages} packages
 */
export function foreignPackages(packages) {
  return Object.entries(packages)
    .filter(([path, { link }]) => isInstalled(path) && link !== true)
    .filter(
      ([, { resolved, integrity, inBundle }]) =>
        resolved !== undefined || (integrity === undefined && inBundle !== true),
    )
    .map(([path]) => path)
}

/**
 * Packages with an install script about which nothing is decided in package.json. Those that are named with `false` are
 * installed without theirs.
 * @param {LockedPackages} packages
 * @param {Record<string, boolean>} allowScripts
 */
export function undecidedScripts(packages, allowScripts) {
  return Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
    .filter((name) => !(name in allowScripts))
}
