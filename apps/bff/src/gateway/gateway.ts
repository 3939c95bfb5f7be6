import { type AddressInfo, createServer, type Server } from 'node:net'
import { fingerprintOf } from './host-key.ts'
import type { Reception, ReceptionOptions } from './reception.ts'

export interface GatewayOptions extends ReceptionOptions {
  readonly host: string
  readonly port: number
  /** Whether somebody chose the port; the usual one may be taken without anything being wrong with the settings. */
  readonly isChosen: boolean
}

/** The SSH server that agents link to. */
export interface Gateway {
  readonly state: 'listening' | 'port-taken'
  readonly port: number
  /** `SHA256:…`, as ssh shows it. */
  readonly fingerprint: string
  stop(): Promise<void>
}

const retryPortMs = 5_000

/** SSH is 20 MB that most starts never need: it comes with the first agent. */
function once(make: () => Promise<Reception>) {
  let made: Promise<Reception> | null = null
  return Object.assign(() => (made ??= make()), { isUsed: () => made !== null })
}

function listenOn(server: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, host, () => {
    server.off('error', reject)
    resolve()
  })
  return promise
}

/**
 * Listens for agents. Where another program has the usual port, it says so and tries on; a port that was chosen must be
 * free.
 *
 * @throws the error of `listen`, VaultError
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { host, port, isChosen, log } = options
  const fingerprint = fingerprintOf(options.hostKey)
  const reception = once(() => import('./reception.ts').then((room) => new room.Reception(options)))
  const server = createServer((socket) => {
    // Of one that is gone again before anybody looked.
    socket.on('error', () => undefined)
    void reception().then(
      (open) => open.receive(socket),
      (error: unknown) => {
        log.warn({ err: error }, 'agents cannot link: the gateway’s host key cannot be used')
        socket.destroy()
      },
    )
  })
  let retry: NodeJS.Timeout | null = null
  const tryLater = () => {
    retry = setTimeout(() => {
      void listenOn(server, host, port).then(() => log.info({ port }, 'agents can connect now'), tryLater)
    }, retryPortMs).unref()
  }
  await listenOn(server, host, port).catch((error: NodeJS.ErrnoException) => {
    if (isChosen || error.code !== 'EADDRINUSE') throw error
    log.warn({ port }, 'agents cannot connect: another program has the port; choose one: PATCHBAY_AGENT_PORT')
    tryLater()
  })
  return {
    get state() {
      return server.listening ? 'listening' : 'port-taken'
    },
    get port() {
      return (server.address() as AddressInfo | null)?.port ?? port
    },
    fingerprint,
    async stop() {
      if (retry !== null) clearTimeout(retry)
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      if (reception.isUsed()) (await reception()).close()
      await closed
    },
  }
}
