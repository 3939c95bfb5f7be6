import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What the console is built from. */
export const consoleInputs = [
  'apps/console',
  'packages/contracts',
  'packages/applications',
  'package-lock.json',
  'tsconfig.base.json',
  'scripts/console-build.mjs',
  'scripts/precompress.mjs',
]
/** What our own agent is built from. */
export const agentInputs = [
  'apps/agent',
  'packages/contracts',
  'packages/ssh',
  'package-lock.json',
  'LICENSE',
  'scripts/agent-build.mjs',
]
const ignored = /^(node_modules|dist.*|e2e)$|\.test\.tsx?$/

/** Kept in the build itself, so that it can never vouch for another one. */
export const stampFile = '.sources'

/**
 * One hash over everything that something is built from.
 * @param {string} root
 * @param {string[]} inputs
 */
export function hashSources(root, inputs) {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap((input) => filesOf(root, input))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/**
 * @param {string} root
 * @param {string[]} inputs
 * @param {string} dist
 */
export function isFresh(root, inputs, dist) {
  const stamp = join(dist, stampFile)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashSources(root, inputs)
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function filesOf(root, path) {
  if (!existsSync(join(root, path))) return []
  if (!path.startsWith('apps') && !path.startsWith('packages')) return [path]
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => !ignored.test(entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = `${path}/${entry.name}`
      return entry.isDirectory() ? filesOf(root, inside) : [inside]
    })
}
