import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** What a forwarded channel of `ssh2` is: `close` ends both directions. */
export type Channel = Duplex & { close(): void }

const lingerMs = 30_000

/**
 * Carries bytes both ways, and the end of one direction too. Resolves when the socket is closed, whatever happened;
 * the end of the link ends it at once.
 */
export function relay(channel: Channel, socket: Socket, linkEnded: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    closeWhenBothEnded(channel, socket)
    channel.pipe(socket)
    socket.pipe(channel)

    socket.once('error', () => closeAfterWhatIsUnderWay(channel))
    channel.once('close', () => {
      socket.unpipe(channel)
      // What the gateway sent before it closed still reaches the target.
      socket.resume()
      socket.setTimeout(lingerMs, () => socket.destroy())
      socket.destroySoon()
    })
    const destroy = () => void socket.destroy()
    linkEnded.addEventListener('abort', destroy, { once: true })
    socket.once('close', () => {
      linkEnded.removeEventListener('abort', destroy)
      channel.unpipe(socket)
      // What nobody reads any more would keep the channel from closing.
      channel.resume()
      resolve()
    })
    if (linkEnded.aborted) destroy()
  })
}

/** The other side may wait for ours to close the channel, and nobody else would. */
function closeWhenBothEnded(channel: Channel, socket: Socket): void {
  let openDirections = 2
  const directionEnded = () => {
    openDirections -= 1
    if (openDirections === 0) channel.close()
  }
  socket.once('finish', directionEnded)
  channel.once('finish', directionEnded)
}

/** There is no reset in SSH: a channel that closes without an end is the next best. */
function closeAfterWhatIsUnderWay(channel: Channel): void {
  if (channel.writableFinished) channel.close()
  else if (channel.writableEnded) channel.once('finish', () => channel.close())
  else channel.write('', () => channel.close())
}
