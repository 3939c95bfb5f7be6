import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Agent, createAgent, getAgent, getGateway } from '@patchbay/contracts/agents'
import { expect, onTestFinished } from 'vitest'
import type { ApiClient } from './api-client.ts'
import { newName } from './connecting.ts'

export interface NewAgent {
  readonly id: string
  readonly name: string
  readonly accessToken: string
}

export function newAgent(api: ApiClient, certificateAuthority: string | null = null): Promise<NewAgent> {
  return api.ok(createAgent, { body: { name: `Agent of ${newName()}`, certificateAuthority } })
}

export async function gatewayPort(api: ApiClient): Promise<number> {
  const { port } = await api.ok(getGateway)
  if (port === null) throw new TypeError('no gateway')
  return port
}

/** OpenSSH that runs as an agent, until the test ends. */
export interface SshAgent {
  readonly process: ChildProcess
  readonly exited: Promise<number | null>
  /** What it has printed so far. */
  said(): string
  kill(signal?: NodeJS.Signals): Promise<void>
}

export interface SshAgentOptions {
  readonly port: number
  readonly agent: Pick<NewAgent, 'id' | 'accessToken'>
  /** In place of `-N -R 0`. */
  readonly args?: readonly string[]
  /** What runs it elsewhere, such as in a network namespace. */
  readonly within?: readonly string[]
  readonly host?: string
}

const options = [
  'StrictHostKeyChecking=no',
  'UserKnownHostsFile=/dev/null',
  'ExitOnForwardFailure=yes',
  'NumberOfPasswordPrompts=1',
  'PreferredAuthentications=password',
  'ServerAliveInterval=5',
  'ServerAliveCountMax=2',
].flatMap((each) => ['-o', each])

/** The real client, which asks a program for the password in place of a person. */
export async function sshAgent({
  port,
  agent,
  args = ['-N', '-R', '0'],
  within = [],
  host = '127.0.0.1',
}: SshAgentOptions): Promise<SshAgent> {
  const dir = await mkdtemp(join(tmpdir(), 'patchbay-ssh-'))
  const askpass = join(dir, 'askpass')
  await writeFile(askpass, `#!/bin/sh\necho '${agent.accessToken}'\n`, { mode: 0o700 })
  const command = [...within, 'ssh', ...args, '-p', String(port), ...options, `${agent.id}@${host}`]
  const [program = 'ssh', ...rest] = command
  const env = { ...process.env, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force' }
  // A group of its own, so that it ends with whatever it started.
  const child = spawn(program, rest, { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  let text = ''
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (text += piece))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-Number(child.pid), signal)
    await exited
  }
  onTestFinished(async () => {
    await kill()
    await rm(dir, { recursive: true, force: true })
  })
  return { process: child, exited, said: () => text, kill }
}

/** As a service manager keeps it: started again whenever it ends. */
export function loopedSshAgent(agent: SshAgentOptions): Promise<SshAgent> {
  const loop = 'while kill -0 "$PPID" 2>/dev/null; do "$@"; sleep 0.5; done'
  return sshAgent({ ...agent, within: ['sh', '-c', loop, 'loop'] })
}

/** Waits for an agent to be there, or gone. */
export async function agentToBe(
  api: ApiClient,
  { id }: Pick<NewAgent, 'id'>,
  status: Agent['status'],
): Promise<Agent> {
  await expect
    .poll(async () => (await api.ok(getAgent, { params: { id } })).status, { timeout: 15_000, interval: 50 })
    .toBe(status)
  return api.ok(getAgent, { params: { id } })
}
