import { connect, type Socket } from 'node:net'
import { agentSoftware } from '@patchbay/contracts/agent-program'
import type { Algorithms } from 'ssh2'
import { inOneGo } from '@patchbay/ssh/in-one-go'
import { quicken } from '@patchbay/ssh/quicken'
import Client from 'ssh2/lib/client.js'
import { type Ending, explain, gatewayEnded, otherHostKey, tunnelRefused } from './ending.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Options } from './options.ts'
import type { Channel } from './relay.ts'
import { version } from './version.ts'

export interface Login extends Pick<Options, 'gateway' | 'agent' | 'fingerprint'> {
  readonly token: string
}

export interface LinkEvents {
  linked(): void
  /** One request of the gateway; a link that is to stop waits for it. The signal ends with the link. */
  channel(channel: Channel, linkEnded: AbortSignal): Promise<void>
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
export class Link {
  /** Never rejects. */
  readonly ended: Promise<Ending>
  readonly #login: Login
  readonly #events: LinkEvents
  readonly #client = new Client()
  readonly #socket: Socket
  readonly #down = new AbortController()
  readonly #channels = new Set<Promise<void>>()
  /** null: nothing is taken, not yet or no more. */
  #boundPort: number | null = null
  #ending: Ending | null = null

  constructor(login: Login, events: LinkEvents) {
    this.#login = login
    this.#events = events
    this.#socket = connect({ ...login.gateway, noDelay: true })
    inOneGo(this.#socket)
    this.#client.on('handshake', () => quicken(this.#client))
    this.ended = new Promise((resolve) => {
      this.#client.on('close', () => {
        this.#down.abort()
        resolve(this.#ending ?? gatewayEnded)
      })
    })
    this.#client.on('error', (error) => this.#fail(explain(error, login)))
    this.#client.on('ready', () => this.#forward())
    this.#client.on('tcp connection', (_details, accept, reject) => {
      if (this.#boundPort === null) reject()
      else this.#take(accept())
    })
    this.#connect()
  }

  get open(): number {
    return this.#channels.size
  }

  /** Takes nothing new, and ends when what is open has ended, or the patience has. */
  async stop(patience: AbortSignal): Promise<void> {
    const port = this.#boundPort
    this.#boundPort = null
    if (port !== null) ask(() => this.#client.unforwardIn(bindAddress, port, () => {}))
    await Promise.race([Promise.all(this.#channels), aborted(patience), this.ended])
    this.#client.end()
    this.#socket.destroySoon()
    await this.ended
  }

  #connect(): void {
    this.#client.connect({
      sock: this.#socket,
      username: this.#login.agent,
      password: this.#login.token,
      authHandler: ['password'],
      hostVerifier: (key: Buffer) => this.#isExpected(fingerprintOf(key)),
      ident: `${agentSoftware}${version}`,
      readyTimeout: readyTimeoutMs,
      algorithms,
      ...keepAlive,
    })
  }

  #isExpected(fingerprint: string): boolean {
    if (fingerprint === this.#login.fingerprint) return true
    this.#ending = otherHostKey(fingerprint, this.#login)
    return false
  }

  #forward(): void {
    ask(() =>
      this.#client.forwardIn(bindAddress, 0, (error, port) => {
        if (error) return this.#fail(tunnelRefused)
        this.#boundPort = port
        this.#events.linked()
      }),
    )
  }

  #take(channel: Channel): void {
    const served = this.#events
      .channel(channel, this.#down.signal)
      .finally(() => this.#channels.delete(served))
    this.#channels.add(served)
  }

  #fail(reason: Ending): void {
    this.#ending ??= reason
    // ssh2 only ends its half, and a gateway might never end the other.
    this.#socket.destroySoon()
  }
}

/** ssh2 throws where the gateway has just hung up, and its `close` follows. */
function ask(question: () => void): void {
  try {
    question()
  } catch {
    // Then there is nobody left to ask.
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
