import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A command as an operator runs it, in a process of its own. */
export function startCommand(name: string, args: readonly string[], env: Record<string, string> = {}) {
  const file = join(import.meta.dirname, '../commands', `${name}.ts`)
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  const result = Promise.all([closed, text(child.stdout), text(child.stderr)]).then(
    ([code, stdout, stderr]): CommandResult => ({ code, stdout, stderr }),
  )
  return { child, result }
}

export function runCommand(
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CommandResult> {
  return startCommand(name, args, env).result
}
