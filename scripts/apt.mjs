import { spawnSync } from 'node:child_process'
import { end, launch } from './children.mjs'

const limitMs = 5 * 60_000

export function hasApt() {
  return spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
}

/**
 * Packages of Debian and its relatives.
 * @param {string[]} packages
 */
export async function installDebian(packages) {
  return (await apt(['update'])) && (await apt(['install', '-y', '--no-install-recommends', ...packages]))
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

/**
 * @param {string} command
 * @param {string[]} args
 * @param {'inherit' | 'ignore'} [stdio]
 */
export async function succeeds(command, args, stdio = 'inherit') {
  const { child, exited } = launch(command, args, { stdio })
  const limit = setTimeout(() => end(child), limitMs)
  const code = await exited.catch(() => 1)
  clearTimeout(limit)
  return code === 0
}
