import { connect } from 'node:net'
import ssh2, { type Channel, type Client, type ConnectConfig } from 'ssh2'
import { onTestFinished } from 'vitest'
import type { NewAgent } from './agents.ts'

/** What it does with a channel that Patchbay opens, SOCKS 5 expected on it. */
export type OnChannel = (channel: Channel) => unknown

/** What it does when it is asked for a channel. */
export type OnRequest = (accept: () => Channel, reject: () => void) => unknown

/** A program of our own that links as an agent and then does what no agent does, until the test ends. */
export interface RogueAgent {
  readonly client: Client
  /** From now on channels are treated so. */
  channels(on: OnChannel): void
  /** As above, by what is not even a channel yet. */
  requests(on: OnRequest): void
  readonly closed: Promise<void>
}

export interface RogueOptions {
  readonly port: number
  readonly agent: Pick<NewAgent, 'id' | 'accessToken'>
  readonly isForwarding?: boolean
  readonly config?: ConnectConfig
}

const noAuthentication = Buffer.from([5, 0])
export const connected = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])

/** Reads so many bytes from the start of a channel. */
export async function take(channel: Channel, bytes: number): Promise<Buffer> {
  for (;;) {
    const piece = channel.read(bytes) as Buffer | null
    if (piece !== null) return piece
    await new Promise((resolve) => channel.once('readable', resolve))
  }
}

/** Up to the target: what Patchbay asks to be connected to, all of it. */
export async function greet(channel: Channel): Promise<Buffer> {
  await take(channel, 3)
  channel.write(noAuthentication)
  const head = await take(channel, 5)
  const addressType = head[3]
  const rest = addressType === 1 ? 5 : addressType === 4 ? 17 : (head[4] ?? 0) + 2
  return Buffer.concat([head, await take(channel, rest)])
}

/** As an agent should, to this machine. */
export const honest: OnChannel = async (channel) => {
  const request = await greet(channel)
  const socket = connect(request.readUInt16BE(request.length - 2), '127.0.0.1')
  socket.once('connect', () => channel.write(connected))
  socket.on('error', () => channel.end())
  channel.on('error', () => socket.destroy())
  channel.pipe(socket).pipe(channel)
}

const acceptHonestly: OnRequest = (accept) => honest(accept())

export async function rogueAgent(options: RogueOptions): Promise<RogueAgent> {
  const { port, agent, isForwarding = true, config = {} } = options
  const client = new ssh2.Client()
  let onRequest: OnRequest = acceptHonestly
  client.on('tcp connection', (_details, accept, reject) => void onRequest(accept, reject))
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
  const credentials = { username: agent.id, password: agent.accessToken }
  client.connect({ host: '127.0.0.1', port, ...credentials, ...config })
  onTestFinished(() => void client.destroy())
  await new Promise((resolve, reject) => client.once('ready', () => resolve(null)).once('error', reject))
  // What Patchbay does to it is seen by its end.
  client.on('error', () => undefined)
  if (isForwarding)
    await new Promise((resolve, reject) =>
      client.forwardIn('', 0, (error) => (error === undefined ? resolve(null) : reject(error))),
    )
  return {
    client,
    closed,
    requests: (on) => void (onRequest = on),
    channels: (on) => void (onRequest = (accept) => on(accept())),
  }
}
