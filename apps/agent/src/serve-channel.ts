import { isAllowed, type Target } from './allow-list.ts'
import { dial } from './dial.ts'
import { hello, isHello } from './hello.ts'
import type { Options } from './options.ts'
import { type Channel, relay } from './relay.ts'
import { reply, replyTo } from './socks/reply.ts'
import { readRequest } from './socks/request.ts'
import type { Status } from './status.ts'
import type { Traffic } from './traffic.ts'

export interface Serving {
  readonly options: Pick<Options, 'allow' | 'certificateAuthority'>
  readonly traffic: Traffic
  readonly status: Pick<Status, 'refused'>
  /** Nothing can be answered any more. */
  readonly linkEnded: AbortSignal
}

const handshakeMs = 10_000

/** One channel from its first byte to its last. It never throws: what goes wrong ends the channel. */
export async function serveChannel(channel: Channel, serving: Serving): Promise<void> {
  // Without a listener an error would end the whole agent.
  channel.on('error', () => {})
  try {
    const target = await readRequest(channel, AbortSignal.timeout(handshakeMs))
    if (target === null) await over(channel)
    else await serveTarget(channel, target, serving)
  } catch {
    channel.close()
    channel.resume()
  }
}

async function serveTarget(channel: Channel, target: Target, serving: Serving): Promise<void> {
  if (isHello(target)) {
    channel.write(reply('success'))
    channel.end(hello(serving.options))
    return over(channel)
  }
  if (!isAllowed(serving.options.allow, target)) {
    serving.status.refused(target)
    channel.end(reply('not-allowed'))
    return over(channel)
  }
  const socket = await dial(target).catch((error: unknown) => {
    channel.end(reply(replyTo(error)))
  })
  if (!socket) return over(channel)
  serving.traffic.add(socket)
  channel.write(reply('success'))
  await relay(channel, socket, serving.linkEnded)
}

/** Both sides have said all: what still comes is let go, so that the channel can close. */
async function over(channel: Channel): Promise<void> {
  channel.resume()
  if (!channel.writableFinished) {
    await new Promise((resolve) => channel.once('finish', resolve).once('close', resolve))
  }
  channel.close()
}
