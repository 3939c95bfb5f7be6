import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Patchbay's own agent on a machine that has npm and no registry, started by a command as the console shows it. */
export class ProgramAgent implements AsyncDisposable {
  readonly #process: ChildProcess
  readonly #dir = mkdtempSync(join(tmpdir(), 'patchbay-npx-'))
  said = ''

  constructor(command: string, token: string) {
    // A group of its own: npx starts it by a shell.
    this.#process = spawn('sh', ['-c', `exec ${command}`], {
      detached: true,
      env: {
        PATH: process.env['PATH'],
        HOME: this.#dir,
        npm_config_registry: 'http://127.0.0.1:9',
        npm_config_update_notifier: 'false',
        PATCHBAY_AGENT_TOKEN: token,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (words: Buffer) => (this.said += words.toString()))
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    process.kill(-Number(this.#process.pid), signal)
    await once(this.#process, 'close')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop('SIGKILL')
    rmSync(this.#dir, { recursive: true, force: true })
  }
}
