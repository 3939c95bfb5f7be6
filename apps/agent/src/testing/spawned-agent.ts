import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StandInGateway } from './stand-in-gateway.ts'

const program = join(import.meta.dirname, '../main.ts')

export interface AgentStart {
  readonly env?: NodeJS.ProcessEnv
  /** Another form of the program than its source. */
  readonly program?: string
  /** What runs it elsewhere, such as in a network namespace. */
  readonly within?: readonly string[]
}

/** The agent as a process of its own, as it is used. */
export class SpawnedAgent {
  readonly process: ChildProcess
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  #output = ''

  constructor(args: string[], start: AgentStart = {}) {
    const { within = [] } = start
    const [command = process.execPath, ...rest] = [
      ...within,
      process.execPath,
      start.program ?? program,
      ...args,
    ]
    this.process = spawn(command, rest, {
      env: { ...process.env, PATCHBAY_AGENT_TOKEN: StandInGateway.token, ...start.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.exit = once(this.process, 'close').then(([code, signal]) => ({ code, signal }))
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()))
    }
  }

  get output(): string {
    return this.#output
  }

  /** Resident memory in MB; null where only /proc would tell. */
  residentMb(): number | null {
    if (process.platform !== 'linux') return null
    const status = readFileSync(`/proc/${this.process.pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.process.kill(signal)
    await this.exit
  }
}
