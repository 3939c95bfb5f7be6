import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpProblem } from './http-problem.ts'
import { rawProblem } from './raw-problem.ts'

/** For the whole body, or, where it streams, between two pieces of it. */
const usualBodyMs = 60_000

interface Watch {
  streams: boolean
  bytesRead: number
  readonly timer: NodeJS.Timeout
}

const watches = new WeakMap<IncomingMessage, Watch>()

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** It is being read, and nothing has come. */
function isSilent({ readableFlowing, socket }: IncomingMessage, watch: Watch): boolean {
  const hasCome = socket.bytesRead !== watch.bytesRead
  watch.bytesRead = socket.bytesRead
  return readableFlowing === true && !hasCome
}

function giveUp(request: IncomingMessage, response: ServerResponse, bodyMs: number): void {
  const { socket } = request
  // Without a socket it waits for the answer before it, which this would cut into.
  if (response.headersSent || response.socket === null) return void socket.destroy()
  const detail = `The body did not arrive within ${bodyMs / 1000} seconds, or stopped on the way.`
  socket.end(rawProblem(new HttpProblem('too_slow', detail)), () => socket.destroy())
}

/**
 * Nobody holds a connection by a body that never ends. Node's own `requestTimeout` would be the same for all requests,
 * and cut those whose body streams though it moves on.
 */
export function limitBody(request: IncomingMessage, response: ServerResponse, bodyMs = usualBodyMs): void {
  if (!hasBody(request)) return
  const timer = setTimeout(() => {
    const watch = watches.get(request)
    if (request.complete || request.socket.destroyed || watch === undefined) return
    if (!watch.streams || isSilent(request, watch)) giveUp(request, response, bodyMs)
    else timer.refresh()
  }, bodyMs).unref()
  watches.set(request, { streams: false, bytesRead: 0, timer })
  request.once('close', () => clearTimeout(timer))
}

/** From now on the body takes as long as it moves on. Its reader waiting is no silence. */
export function letBodyStream(request: IncomingMessage): void {
  const watch = watches.get(request)
  if (watch === undefined) return
  watch.streams = true
  request.on('resume', () => watch.timer.refresh())
}

/** Nobody wants the rest any more: it has so long to come. */
export function endBodyStream(request: IncomingMessage): void {
  const watch = watches.get(request)
  if (watch === undefined) return
  watch.streams = false
  watch.timer.refresh()
}
