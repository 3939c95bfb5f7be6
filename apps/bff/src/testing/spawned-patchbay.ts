import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Patchbay as a process of its own, as an operator starts it. */
export interface SpawnedPatchbay {
  readonly dir: string
  readonly pid: number
  /** Lines of the standard output so far. */
  readonly stdout: readonly string[]
  readonly stderr: readonly string[]
  /** Resolves with the address of the ready line; rejects where the process ends before. */
  readonly ready: Promise<string>
  readonly exited: Promise<{ code: number | null; signal: string | null }>
  kill(signal: NodeJS.Signals): void
  /** Ends it, whatever it does, and removes its folder. */
  cleanup(): Promise<void>
}

const main = join(import.meta.dirname, '../main.ts')

export async function spawnPatchbay(env: Record<string, string> = {}): Promise<SpawnedPatchbay> {
  const dir = await mkdtemp(join(tmpdir(), 'patchbay-spawned-'))
  const off = { PATCHBAY_SANDBOX: 'off', PATCHBAY_AGENT_PORT: 'off' }
  const defaults = { PATCHBAY_PORT: '0', ...off, PATCHBAY_DATA_DIR: dir }
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...defaults, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stdout: string[] = []
  const stderr: string[] = []
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const ready = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      stdout.push(line)
      const [, url] = /^Patchbay is ready at (\S+)$/.exec(line) ?? []
      if (url !== undefined) resolve(url)
    })
    createInterface({ input: child.stderr }).on('line', (line) => stderr.push(line))
    void exited.then(() => reject(new TypeError(`It ended before it was ready:\n${stderr.join('\n')}`)))
  })
  // Who waits for the end alone need not hear of it twice.
  ready.catch(() => {})
  return {
    dir,
    pid: child.pid ?? 0,
    stdout,
    stderr,
    ready,
    exited,
    kill: (signal) => child.kill(signal),
    async cleanup() {
      child.kill('SIGKILL')
      await exited
      await rm(dir, { recursive: true, force: true })
    },
  }
}
