import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export interface ConnectionLimits {
  /** Connections on which nothing is under way. */
  readonly idle: number
  /** All of them; one more is closed at once. */
  readonly open: number
}

/** Where the system has no such limit, or does not say. */
const usualOpenFiles = 10_240

interface Limits {
  readonly userLimits?: { readonly open_files?: { readonly soft?: number | string } }
}

function openFiles(): number {
  // Else it would ask for the names of all addresses that there are connections with.
  Object.assign(process.report, { excludeNetwork: true })
  const { userLimits } = process.report.getReport() as Limits
  const soft = userLimits?.open_files?.soft
  return typeof soft === 'number' ? soft : usualOpenFiles
}

/** Each is an open file, and so are records that are written and requests that leave: some are left for those. */
export function connectionLimits(files = openFiles()): ConnectionLimits {
  return { idle: Math.min(12_000, Math.floor(files * 0.6)), open: Math.min(20_000, Math.floor(files * 0.8)) }
}

/** A time without a byte in either direction has passed. */
function endSilent(socket: Socket, isBusy: boolean): void {
  // What is under way may take its time, but a reader who does not read may not.
  if (!isBusy || socket.writableLength > 0) socket.destroy()
}

/**
 * Whoever opens connections and says nothing on them pushes out its own: beyond the limit the one that has been idle
 * longest is closed for the next. So there is always a connection for who has something to say.
 */
export function limitConnections(server: Server, limits: ConnectionLimits): void {
  const idle = new Set<Socket>()
  const underWay = new WeakMap<Socket, number>()
  const rest = (socket: Socket) => {
    idle.add(socket)
    const [longest] = idle.size > limits.idle ? idle : []
    longest?.destroy()
  }
  server.maxConnections = limits.open
  server.on('connection', (socket: Socket) => {
    rest(socket)
    socket.once('close', () => idle.delete(socket))
  })
  server.on('timeout', (socket: Socket) => endSilent(socket, (underWay.get(socket) ?? 0) > 0))
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    idle.delete(socket)
    underWay.set(socket, (underWay.get(socket) ?? 0) + 1)
    response.once('close', () => {
      const left = (underWay.get(socket) ?? 1) - 1
      underWay.set(socket, left)
      if (left === 0 && !socket.destroyed) rest(socket)
    })
  })
}
