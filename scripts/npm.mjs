import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { runQuietly } from './run.mjs'

/**
 * npm as it runs us, or the one on PATH.
 * @param {string[]} args
 * @param {string} [cwd]
 */
export function runNpm(args, cwd) {
  const [command, ...before] = npm()
  return runQuietly(command, [...before, ...args], {
    shell: command === 'npm' && process.platform === 'win32',
    ...(cwd === undefined ? {} : { cwd }),
  })
}

/** @returns {[string, ...string[]]} */
function npm() {
  const script = process.env['npm_execpath'] ?? ''
  const node = process.env['npm_node_execpath'] ?? process.execPath
  // The Node that runs it may be the pinned one, which an installation removes for a while.
  if (!basename(script).startsWith('npm-cli') || !existsSync(node)) return ['npm']
  return [node, script]
}
