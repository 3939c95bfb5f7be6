import { interruptedCode, launch } from './children.mjs'

/**
 * Runs one step and resolves to its exit code. When the run is interrupted, this process ends with the step.
 * @param {string} command
 * @param {string[]} args
 * @param {import('./children.mjs').LaunchOptions} [options]
 */
export async function run(command, args, options) {
  const code = await launch(command, args, options).exited
  endIfInterrupted()
  return code
}

/**
 * Runs one step in silence; what it printed is for whoever has to explain a failure.
 * @param {string} command
 * @param {string[]} args
 * @param {import('./children.mjs').LaunchOptions} [options]
 */
export async function runQuietly(command, args, options) {
  const { child, exited } = launch(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const code = await exited
  endIfInterrupted()
  return { code, output: output.trim() }
}

function endIfInterrupted() {
  const code = interruptedCode()
  if (code !== undefined) process.exit(code)
}
