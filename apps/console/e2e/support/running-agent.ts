import type { Agent, Gateway } from '@patchbay/contracts/agents'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Api } from './fixtures.ts'

/** What a person does who says yes to the host key, and has no other of that name and port. */
const trusting = 'ssh -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null '

/** An agent that was started by a command as the console shows it: the machine's own OpenSSH client, or our program. */
export class RunningAgent {
  readonly #process: ChildProcess
  readonly #dir: string
  #said = ''

  /**
   * @param token what is written where the command asks for it
   * @param within what runs it elsewhere, such as in a network namespace
   */
  constructor(command: string, token: string, within: readonly string[] = []) {
    this.#dir = mkdtempSync(join(tmpdir(), 'patchbay-askpass-'))
    const askpass = join(this.#dir, 'askpass')
    writeFileSync(askpass, `#!/bin/sh\nprintf '%s\\n' "$PATCHBAY_AGENT_TOKEN"\n`, { mode: 0o700 })
    this.#process = spawn('sh', ['-c', `exec ${within.join(' ')} ${command.replace(/^ssh /, trusting)}`], {
      env: {
        PATH: process.env['PATH'],
        HOME: this.#dir,
        SSH_ASKPASS: askpass,
        SSH_ASKPASS_REQUIRE: 'force',
        PATCHBAY_AGENT_TOKEN: token,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#process.stderr?.on('data', (words: Buffer) => (this.#said += words.toString()))
  }

  /** Once it has ended by itself: what it said. */
  async ended(): Promise<string> {
    if (this.#isRunning) await once(this.#process, 'exit')
    return this.#said
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.#isRunning) {
      this.#process.kill(signal)
      await once(this.#process, 'exit')
    }
    rmSync(this.#dir, { recursive: true, force: true })
  }

  get #isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null
  }
}

/** Links an agent that was made by the API, and waits until it is there. It may reach everything. */
export async function link(
  api: Api,
  { id, accessToken }: Pick<Agent, 'id'> & { readonly accessToken: string },
): Promise<RunningAgent> {
  const { host, port } = await api.call<Gateway>('GET', '/api/gateway')
  const agent = new RunningAgent(`ssh -N -R 0 -p ${port} ${id}@${host}`, accessToken)
  await expect.poll(async () => (await api.call<Agent>('GET', `/api/agents/${id}`)).status).toBe('online')
  return agent
}
