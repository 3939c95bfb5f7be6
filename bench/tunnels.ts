import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Pairing } from './agent-way.ts'

/** A process of ours, and what is removed with it. */
export interface Started {
  readonly pid: number
  stop(): Promise<void>
}

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

function start(command: readonly [string, ...string[]], env: Record<string, string> = {}): Started {
  const [program, ...args] = command
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  running.add(child)
  const exited = new Promise((resolve) => child.once('exit', resolve))
  return {
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGKILL')
      await exited
      running.delete(child)
    },
  }
}

const options = (...given: readonly string[]) => given.flatMap((each) => ['-o', each])
const trusting = options('StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR')

/** Stock OpenSSH as an agent. */
export function openSshAgent({ port, agentId, accessToken }: Pairing): Started {
  const dir = mkdtempSync(join(tmpdir(), 'patchbay-bench-ssh-'))
  const askpass = join(dir, 'askpass')
  writeFileSync(askpass, `#!/bin/sh\necho '${accessToken}'\n`, { mode: 0o700 })
  const forward = ['-N', '-R', '0', '-p', String(port)]
  const ssh = start(['ssh', ...forward, ...trusting, `${agentId}@127.0.0.1`], {
    SSH_ASKPASS: askpass,
    SSH_ASKPASS_REQUIRE: 'force',
  })
  return {
    pid: ssh.pid,
    async stop() {
      await ssh.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const bundle = join(import.meta.dirname, '../apps/agent/dist/patchbay-agent.mjs')
const source = join(import.meta.dirname, '../apps/agent/src/main.ts')

/** Our own: as it is built, else its source. */
export function ownAgent({ port, agentId, accessToken, hostKeyFingerprint }: Pairing): Started {
  const program = existsSync(bundle) ? bundle : source
  const gateway = ['--gateway', `127.0.0.1:${port}`, '--fingerprint', hostKeyFingerprint]
  return start([process.execPath, program, ...gateway, '--agent', agentId, '--allow', '*:*'], {
    PATCHBAY_AGENT_TOKEN: accessToken,
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (isOpen) return
    await wait(50)
  }
  throw new TypeError(`nothing listens on ${port}`)
}

const sshd = '/usr/sbin/sshd'

/** What `ssh -L` gives, on this machine, to a server; null: there is no sshd here. */
export async function openSshForward(server: string): Promise<{ url: string; stop(): Promise<void> } | null> {
  if (!existsSync(sshd)) return null
  const dir = mkdtempSync(join(tmpdir(), 'patchbay-bench-sshd-'))
  const [hostKey, key] = [join(dir, 'host'), join(dir, 'key')]
  for (const file of [hostKey, key]) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file])
  const config = join(dir, 'config')
  const [port, local] = [await freePort(), await freePort()]
  const lines = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${key}.pub`,
    `PidFile ${join(dir, 'pid')}`,
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin yes',
    'PasswordAuthentication no',
  ]
  writeFileSync(config, `${lines.join('\n')}\n`)
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true })
  const daemon = start([sshd, '-D', '-f', config])
  await listening(port)
  const way = ['-N', '-L', `${local}:${new URL(server).host}`, '-p', String(port), '-i', key]
  // The cipher that the gateway has.
  const client = start(['ssh', ...way, '-c', 'aes128-gcm@openssh.com', ...trusting, '127.0.0.1'])
  await listening(local)
  return {
    url: `http://127.0.0.1:${local}`,
    async stop() {
      await client.stop()
      await daemon.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
