import type { Socket } from 'node:net'
import { inOneGo } from '@patchbay/ssh/in-one-go'
import ssh2, { type ServerConfig } from 'ssh2'
import { type GuestDeps, SshGuest } from './ssh-guest.ts'

export interface ReceptionOptions extends GuestDeps {
  /** Private key, OpenSSH's PEM form. */
  readonly hostKey: string
}

/** Connections that are not linked yet; beyond that the oldest goes, of whoever has most. */
const mostStrangers = 100
/** Who leaves so much unread of what is for it. Of what it is sent there is never nearly as much under way. */
const mostUnread = 64 * 1024 * 1024
/** To sign in and ask for the forward. OpenSSH asks a person for the password in this time. */
const linkedWithinMs = 60_000
/** A link is dead after three of them at most. */
const keepaliveMs = 4_000
const unanswered = 2

/** Fast in Node, authenticated, and known to every OpenSSH since 2013. */
const cipher = ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'] as const

/** Where it came from names a connection: ssh2 tells of it, but does not hand it out. */
function nameOf(address: string | undefined, port: number | undefined): string {
  return `${address} ${port}`
}

/** Speaks SSH on the sockets that come in. */
export class Reception {
  readonly #sockets = new Map<string, Socket>()
  readonly #strangers = new Set<Socket>()
  readonly #guests = new Set<SshGuest>()
  readonly #ssh: ssh2.Server

  constructor(options: ReceptionOptions) {
    const config: ServerConfig = {
      hostKeys: [options.hostKey],
      ident: 'patchbay',
      algorithms: { cipher: [...cipher], compress: ['none'] },
      keepaliveInterval: keepaliveMs,
      keepaliveCountMax: unanswered,
    }
    this.#ssh = new ssh2.Server(config, (client, info) => {
      const socket = this.#sockets.get(nameOf(info.ip, info.port))
      if (socket === undefined) return void client.on('error', () => undefined).end()
      const guest = new SshGuest(
        { client, info, socket },
        {
          ...options,
          linked: (link) => {
            this.#strangers.delete(socket)
            options.linked(link)
          },
        },
      )
      this.#guests.add(guest)
      socket.once('close', () => this.#guests.delete(guest))
    })
  }

  receive(socket: Socket): void {
    if (socket.destroyed) return
    const name = nameOf(socket.remoteAddress, socket.remotePort)
    this.#sockets.set(name, socket)
    this.#strangers.add(socket)
    const late = setTimeout(() => this.#strangers.has(socket) && socket.destroy(), linkedWithinMs)
    socket.setNoDelay(true)
    inOneGo(socket)
    socket.once('close', () => {
      clearTimeout(late)
      this.#sockets.delete(name)
      this.#strangers.delete(socket)
    })
    if (this.#strangers.size > mostStrangers) this.#sendOneAway()
    this.#ssh.injectSocket(socket)
    socket.on('data', () => socket.writableLength > mostUnread && socket.destroy())
  }

  #sendOneAway(): void {
    const byAddress = Map.groupBy(this.#strangers, ({ remoteAddress }) => remoteAddress)
    const [crowd = []] = [...byAddress.values()].toSorted((a, b) => b.length - a.length)
    const [oldest] = crowd
    if (oldest === undefined) return
    this.#strangers.delete(oldest)
    oldest.destroy()
  }

  close(): void {
    for (const guest of this.#guests) guest.leave()
    for (const socket of this.#strangers) socket.destroy()
  }
}
