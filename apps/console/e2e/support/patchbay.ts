import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const adminPassword = 'a long password for tests'

export interface PatchbayOptions {
  /** null: no password, so that a setup link is printed. */
  readonly password?: string | null
  readonly env?: Readonly<Record<string, string>>
  /** Where its sources are; these ones unless told. */
  readonly root?: string
}

interface Running {
  readonly process: ChildProcess
  readonly port: string
  readonly lines: string[]
}

const here = join(import.meta.dirname, '../../../..')
const readyLine = /^Patchbay is ready at (http:\/\/localhost:(\d+))$/

async function launch(root: string, env: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, ['apps/bff/src/main.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', PATCHBAY_LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    const [, , port] = readyLine.exec(line) ?? []
    if (port !== undefined) return { process: child, port, lines }
  }
  throw new Error(`Patchbay did not start: ${lines.join(' / ')}`)
}

/** A real Patchbay with its sandbox, in a process and a data folder of its own, on free ports. */
export class Patchbay {
  readonly #env: Record<string, string>
  readonly #dir: string
  readonly #root: string
  #running: Running
  /** Origin of the stand-in applications. */
  sandboxOrigin = ''

  private constructor(
    { env, dir, root }: { env: Record<string, string>; dir: string; root: string },
    running: Running,
  ) {
    this.#env = env
    this.#dir = dir
    this.#root = root
    this.#running = running
  }

  static async start({
    password = adminPassword,
    env = {},
    root = here,
  }: PatchbayOptions = {}): Promise<Patchbay> {
    const dir = await mkdtemp(join(tmpdir(), 'patchbay-e2e-'))
    const all = {
      PATCHBAY_PORT: '0',
      PATCHBAY_SANDBOX_PORT: '0',
      PATCHBAY_AGENT_PORT: '0',
      PATCHBAY_DATA_DIR: join(dir, 'data'),
      ...(password === null ? {} : { PATCHBAY_ADMIN_PASSWORD: password }),
      ...env,
    }
    return new Patchbay({ env: all, dir, root }, await launch(root, all))
  }

  get url(): string {
    return `http://localhost:${this.#running.port}`
  }

  /** What it printed for the person who started it. */
  get output(): readonly string[] {
    return this.#running.lines
  }

  get setupLink(): string {
    const link = this.output
      .map((line) => /http\S+\/setup#\S+/.exec(line)?.[0])
      .find((each) => each !== undefined)
    if (link === undefined) throw new Error('No setup link was printed.')
    return link
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    const { process: child } = this.#running
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }

  /** Ends it and starts it again with the same data, on the same ports. */
  async restart(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const sandboxPort = this.sandboxOrigin === '' ? '0' : new URL(this.sandboxOrigin).port
    await this.kill(signal)
    this.#running = await launch(this.#root, {
      ...this.#env,
      PATCHBAY_PORT: this.#running.port,
      PATCHBAY_SANDBOX_PORT: sandboxPort,
    })
  }

  async stop(): Promise<void> {
    await this.kill('SIGTERM')
    await rm(this.#dir, { recursive: true, force: true })
  }
}
