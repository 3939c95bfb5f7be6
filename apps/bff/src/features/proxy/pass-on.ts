import type { ServerResponse } from 'node:http'
import type { AnswerBody } from '../../outbound/answer-body.ts'
import { cutStuckReader } from './stuck-reader.ts'

/** A small body goes out with its headers in one string of bytes, which saves a write. */
const maxJoinedBytes = 4_096

/**
 * A body to the caller, piece by piece as fast as it takes them.
 *
 * @throws the body's error; the answer is cut then, so that nobody takes half of it for the whole
 */
export function passOn(body: AnswerBody, response: ServerResponse): Promise<void> {
  if (response.destroyed) {
    // The caller has just left: nothing more is told of that.
    body.drop()
    return Promise.resolve()
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let hasBegun = false
  let isWatched = false
  response.once('error', reject)
  response.once('close', () => {
    // The caller left, or all is through.
    body.drop()
    resolve()
  })
  const hold = () => {
    if (isWatched) return
    isWatched = true
    cutStuckReader(response)
    response.on('drain', () => body.resume())
  }
  body.readBy({
    piece(piece) {
      hasBegun = true
      const isReady = response.write(piece)
      if (!isReady) hold()
      return isReady
    },
    end(last) {
      if (last === undefined || hasBegun || last.length > maxJoinedBytes) response.end(last)
      else response.end(last.toString('latin1'), 'latin1')
      hasBegun = true
    },
    failed(error) {
      reject(error)
      response.destroy()
    },
  })
  // Not before the first piece is there, which saves most answers a packet.
  if (!hasBegun) setImmediate(() => hasBegun || response.destroyed || response.flushHeaders())
  return promise
}
