import { spawn, spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import { root } from './root.mjs'

const patienceMs = 10_000

/**
 * @typedef {object} LaunchOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {import('node:child_process').StdioOptions} [stdio]
 * @property {boolean} [group] in a process group of its own, so that what it starts ends with it
 * @property {boolean} [shell]
 */

/** @type {Map<import('node:child_process').ChildProcess, boolean>} */
const running = new Map()
/** @type {NodeJS.Signals | undefined} */
let interruption

/** The exit code of an interrupted run, or undefined while nobody interrupted it. */
export function interruptedCode() {
  return interruption && 128 + constants.signals[interruption]
}

/**
 * Starts a child that never outlives this process's SIGINT or SIGTERM.
 * @param {string} command
 * @param {string[]} args
 * @param {LaunchOptions} [options]
 */
export function launch(command, args, options = {}) {
  const { cwd = root, env = process.env, stdio = 'inherit', group = false, shell = false } = options
  const ownGroup = group && process.platform !== 'win32'
  listenOnce()
  const child = spawn(command, args, { cwd, env, stdio, shell, detached: ownGroup })
  running.set(child, ownGroup)
  /** @type {Promise<number>} */
  const exited = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  }).finally(() => {
    // A runner that was killed leaves its servers behind, in its group.
    if (ownGroup) end(child)
    running.delete(child)
  })
  return { child, exited }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function end(child, signal = 'SIGTERM') {
  try {
    if (running.get(child)) process.kill(-Number(child.pid), signal)
    else child.kill(signal)
  } catch {
    // It ended by itself a moment ago.
  }
}

/** @param {NodeJS.Signals} signal */
function interrupt(signal) {
  // npm repeats to us what the terminal has sent us already; children should hear it once.
  if (interruption) return
  interruption = signal
  if (running.size === 0) process.exit(interruptedCode())
  for (const [child, ownGroup] of running) {
    // A terminal sends Ctrl+C to the whole foreground group, so such a child has it already.
    const heard = signal === 'SIGINT' && process.stdin.isTTY && !ownGroup
    if (!heard) end(child, signal)
    setTimeout(() => end(child, 'SIGKILL'), patienceMs).unref()
  }
}

let listening = false
function listenOnce() {
  if (listening) return
  listening = true
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  if (process.env['npm_lifecycle_event']) followNpm()
}

// Whoever kills npm the hard way means this process as well, and npm could not pass that on.
function followNpm() {
  const parent = process.ppid
  const npm = npmPid()
  setInterval(() => {
    if (process.ppid !== parent || !isAlive(npm)) interrupt('SIGTERM')
  }, 1000).unref()
}

/** npm runs scripts in a shell; some shells make way for the last command, some stay in between. */
function npmPid() {
  const ps = ['-o', 'ppid=,command=', '-p', String(process.ppid)]
  const { stdout } = spawnSync('ps', ps, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const [, above] = /^\s*(\d+)\s+\S*sh -c /.exec(stdout ?? '') ?? []
  return above ? Number(above) : process.ppid
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Another user's process cannot be signalled, but it is there.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
