import { connect } from 'node:net'
import { agentSoftware } from '@patchbay/contracts/agent-program'
import type { Algorithms } from 'ssh2'
import Client from 'ssh2/lib/client.js'
import { fingerprintOf } from './fingerprint.ts'
import { printable } from './printable.ts'
import type { Options } from './options.ts'
import type { Channel } from './relay.ts'
import { version } from './version.ts'

export interface Login extends Pick<Options, 'gateway' | 'agent' | 'fingerprint'> {
  readonly token: string
}

export interface Ending {
  /** Refused: trying again at once would be answered the same. */
  readonly kind: 'lost' | 'refused'
  readonly message: string
}

export interface LinkEvents {
  linked(): void
  /** One request of the gateway; the link waits for it when it is to stop. The signal ends with the link. */
  channel(channel: Channel, linkEnded: AbortSignal): Promise<void>
}

export interface Link {
  readonly ended: Promise<Ending>
  /** Takes nothing new, and ends when what is open has ended, or the patience has. */
  stop(patience: AbortSignal): Promise<void>
  open(): number
}

const readyTimeoutMs = 10_000
const keepAlive = { keepaliveInterval: 5000, keepaliveCountMax: 2 }
const algorithms: Algorithms = {
  kex: ['curve25519-sha256', 'curve25519-sha256@libssh.org'],
  serverHostKey: ['ssh-ed25519'],
  // By the processor and with no copy of ours: the others are slower here, or need an add-on.
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'],
  compress: ['none'],
}
// What OpenSSH asks for by `-R 0`, so that the gateway sees the same of both.
const bindAddress = 'localhost'

/** One SSH connection to the gateway, with one reverse forward on it. */
export function openLink(login: Login, events: LinkEvents): Link {
  const { host, port } = login.gateway
  const client = new Client()
  const socket = connect({ host, port, noDelay: true })
  const down = new AbortController()
  const channels = new Set<Promise<void>>()
  let boundPort: number | null = null
  let ending: Ending | null = null
  const fail = (reason: Ending) => {
    ending ??= reason
    // ssh2 only ends its half, and a gateway might never end the other.
    socket.destroySoon()
  }

  client.on('error', (error) => fail(explain(error, login)))
  client.on('ready', () => {
    client.forwardIn(bindAddress, 0, (error, realPort) => {
      if (error) return fail({ kind: 'refused', message: 'The gateway refused the tunnel.' })
      boundPort = realPort
      events.linked()
    })
  })
  client.on('tcp connection', (_details, accept, reject) => {
    if (boundPort === null) return reject()
    const served = events.channel(accept(), down.signal).finally(() => channels.delete(served))
    channels.add(served)
  })
  const ended = new Promise<Ending>((resolve) => {
    client.on('close', () => {
      down.abort()
      resolve(ending ?? { kind: 'lost', message: 'The gateway ended the link.' })
    })
  })
  client.connect({
    sock: socket,
    username: login.agent,
    password: login.token,
    authHandler: ['password'],
    hostVerifier: (key: Buffer) => {
      const actual = fingerprintOf(key)
      if (actual === login.fingerprint) return true
      ending = { kind: 'refused', message: otherHostKey(actual, login) }
      return false
    },
    ident: `${agentSoftware}${version}`,
    readyTimeout: readyTimeoutMs,
    algorithms,
    ...keepAlive,
  })

  return {
    ended,
    open: () => channels.size,
    async stop(patience) {
      if (boundPort !== null && socket.writable) client.unforwardIn(bindAddress, boundPort, () => {})
      boundPort = null
      await Promise.race([Promise.all(channels), aborted(patience), ended])
      client.end()
      socket.destroySoon()
      await ended
    },
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function otherHostKey(actual: string, { gateway, fingerprint }: Login): string {
  return (
    `The host key of ${gateway.host}:${gateway.port} is ${actual}, but --fingerprint says ${fingerprint}. ` +
    'No token was sent. Either something else answers in the gateway’s place, or it was set up anew: ' +
    'compare with the page Agents of Patchbay.'
  )
}

function explain(error: Error & { level?: string }, { gateway }: Login): Ending {
  if (error.level === 'client-authentication') {
    return {
      kind: 'refused',
      message:
        'The gateway refused the access token. If it was regenerated, start the agent with the new one.',
    }
  }
  const place = `${gateway.host}:${gateway.port}`
  if (error.level === 'client-socket')
    return { kind: 'lost', message: `No connection to ${place}: ${printable(error.message)}.` }
  if (error.message === 'Keepalive timeout')
    return { kind: 'lost', message: 'The gateway no longer answers; the link was given up.' }
  return { kind: 'lost', message: `No link to ${place}: ${printable(error.message)}.` }
}
