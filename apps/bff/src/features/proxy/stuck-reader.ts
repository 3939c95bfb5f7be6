import type { ServerResponse } from 'node:http'

/** Looked at so often; a caller that has taken nothing between two looks is stuck. */
const lookEveryMs = 150_000

/** A caller that takes nothing any more, yet stays, would keep its place for ever. Ends with what is answered. */
export function cutStuckReader(response: ServerResponse): void {
  let isSuspect = false
  response.on('drain', () => (isSuspect = false))
  const looking = setInterval(() => {
    if (isSuspect && response.writableNeedDrain) response.destroy()
    isSuspect = response.writableNeedDrain
  }, lookEveryMs).unref()
  response.once('close', () => clearInterval(looking))
}
