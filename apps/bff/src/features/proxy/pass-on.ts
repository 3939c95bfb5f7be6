import type { ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'

/**
 * A body to the caller, piece by piece as fast as it takes them. What `stream.pipeline` does, without the signal that
 * it makes and aborts for each.
 *
 * @throws the body's error; the answer is cut then, so that nobody takes half of it for the whole
 */
export function passOn(body: Readable, response: ServerResponse): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  body.once('error', (error) => {
    response.destroy()
    reject(error)
  })
  response.once('error', reject)
  response.once('close', () => {
    // The caller left, or all is through.
    body.destroy()
    resolve()
  })
  body.pipe(response)
  return promise
}
