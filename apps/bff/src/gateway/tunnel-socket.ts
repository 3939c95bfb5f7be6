import { Duplex } from 'node:stream'
import type { ServerChannel } from 'ssh2'
import type { Carrier } from './carrier.ts'

/**
 * As the system says it of a socket whose network is gone. Not `ECONNRESET`: undici takes that for the good end of an
 * answer that would end with its connection.
 */
class TunnelBroken extends Error {
  override readonly name = 'TunnelBroken'
  readonly code = 'ENETRESET'
}

const highWaterMark = 64 * 1024
/** Of 32 KiB at most. */
const mostPieces = 8
/** ssh2 grants 2 MiB, and as much again before as much is read; it does not look whether that is kept to. */
const mostGranted = 6 * 1024 * 1024

/**
 * A channel of SSH as a stream like any other. ssh2's own has a `destroy` that only says good-bye, never closes without
 * the other side, and ends in good order where the connection under it broke.
 */
export class TunnelSocket extends Duplex {
  readonly #channel: ServerChannel
  readonly #carrier: Carrier

  constructor(channel: ServerChannel, carrier: Carrier) {
    super({
      // Piece by piece as they came: whoever takes all there is would have them copied into one.
      readableObjectMode: true,
      readableHighWaterMark: mostPieces,
      writableHighWaterMark: highWaterMark,
      allowHalfOpen: true,
    })
    // The pieces are bytes all the same, and Node's TLS takes no stream of objects.
    Object.defineProperty(this, 'readableObjectMode', { value: false })
    this.#channel = channel
    this.#carrier = carrier
    // Between two owners nobody listens, and what breaks then is found out by the next.
    this.on('error', () => undefined)
    channel.on('data', (piece: Buffer) => {
      if (!this.destroyed && !this.push(piece)) channel.pause()
    })
    channel.once('end', () => void (this.destroyed || this.push(null)))
    channel.once('close', () => this.#closed())
    channel.on('error', () => this.fail())
  }

  /** More has come than it was allowed to. */
  get isFlooded(): boolean {
    return this.#channel.readableLength > mostGranted
  }

  /** The connection under it broke. */
  fail(): void {
    this.destroy(new TunnelBroken('The agent is gone.'))
  }

  /** The other side wants nothing more; what it sent before may still wait to be read. */
  #closed(): void {
    if (this.writableLength > 0 || !this.readableEnded) this.end()
    if (this.readableEnded) this.destroy()
    else this.once('end', () => this.destroy())
  }

  override _read(): void {
    this.#channel.resume()
  }

  override _write(piece: Buffer, _encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    this.#channel.write(piece, (error) => {
      if (error) callback(error)
      else this.#carrier.whenReady(callback)
    })
  }

  override _final(callback: (error?: Error | null) => void): void {
    // Not `end`, which on this side of SSH closes both directions.
    this.#channel.eof()
    callback()
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#channel.destroy()
    // Whatever is still under way is taken from it, else it would never close.
    this.#channel.resume()
    callback(error)
  }
}
