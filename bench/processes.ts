import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface RunningProcess {
  readonly url: string
  /** From its start to its ready line. */
  readonly readyMs: number
  /** Resident memory now (VmRSS). */
  rssMiB(): Promise<number>
  stop(): Promise<void>
}

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

interface StartOptions {
  readonly flags?: readonly string[]
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

const readyLine = /ready(?: at)? (http\S+)$/

/** A server as a process of its own, which says on a line of its standard output where it is ready. */
export async function startProcess(script: string, options: StartOptions = {}): Promise<RunningProcess> {
  const { flags = [], args = [], env = {} } = options
  const startedAt = performance.now()
  const child = spawn(process.execPath, [...flags, join(import.meta.dirname, script), ...args], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  running.add(child)
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, found] = readyLine.exec(line) ?? []
      if (found !== undefined) resolve(found)
    })
    void exited.then(() => reject(new TypeError(`${script} ended before it was ready`)))
  })
  const readyMs = performance.now() - startedAt
  return {
    url: url.replace('localhost', '127.0.0.1'),
    readyMs,
    async rssMiB() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
      running.delete(child)
    },
  }
}
