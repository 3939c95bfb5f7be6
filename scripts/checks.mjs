import { join } from 'node:path'
import { root } from './root.mjs'
import { run } from './run.mjs'

const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
const oxfmt = join(root, 'node_modules', 'oxfmt', 'bin', 'oxfmt')

const checks = [
  { name: 'types', args: [tsc, '-p', 'tsconfig.json'] },
  { name: 'types of the console', args: [tsc, '-p', 'apps/console/tsconfig.json'] },
  { name: 'lint', args: [oxlint, '--type-aware'] },
  { name: 'format', args: [oxfmt, '--check'] },
]

/**
 * Runs every check, whatever the ones before it found.
 * @param {string} node
 * @param {boolean} [group]
 */
export async function runChecks(node, group = false) {
  const results = []
  for (const { name, args } of checks) {
    const code = await run(node, args, { group })
    console.log(`${code === 0 ? '✓' : '✗'} ${name}`)
    results.push({ name, passed: code === 0 })
  }
  return results
}
