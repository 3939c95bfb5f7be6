import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { ownErrorHeader } from '@patchbay/contracts/proxy'
import { limitBody } from './http/body-deadline.ts'
import { type ConnectionLimits, connectionLimits, limitConnections } from './http/connection-limit.ts'
import { HttpProblem } from './http/http-problem.ts'
import { rawProblem } from './http/raw-problem.ts'
import { fixedHeaders } from './http/security-headers.ts'

/** In-flight requests get this long before their connections are cut. */
const graceMs = 4_000

export interface HttpServer {
  readonly port: number
  /** Until then every request is answered 503. */
  serve(listener: RequestListener): void
  /** Takes no new requests and waits for those under way. */
  stop(): Promise<void>
}

const notReadyYet: RequestListener = (_request, response) => {
  response
    .writeHead(503, {
      ...fixedHeaders(false),
      'Cache-Control': 'no-store',
      'Content-Type': 'text/plain; charset=utf-8',
      'Retry-After': '1',
      [ownErrorHeader]: '1',
      Connection: 'close',
    })
    .end('Starting\n')
}

export interface ServerLimits {
  /** For the headers of a request, and for the first byte on a new connection. */
  readonly headersMs: number
  /** For the body of one that does not stream. */
  readonly bodyMs: number
  /** For a reader to take something of its answer. */
  readonly stuckMs: number
  readonly connections: ConnectionLimits
}

const usualLimits = (): ServerLimits => ({
  headersMs: 20_000,
  bodyMs: 60_000,
  stuckMs: 120_000,
  connections: connectionLimits(),
})

/** Then a client connects anew, as it must be able to anyway: no connection grows old with its first server. */
const mostRequests = 100_000

function configureTimeouts(server: Server, { headersMs, stuckMs }: ServerLimits): void {
  // Bodies have a deadline of their own: limitBody.
  server.requestTimeout = 0
  server.headersTimeout = headersMs
  server.timeout = stuckMs
  server.maxRequestsPerSocket = mostRequests
  // Longer than the 60 s of common reverse proxies, so that they never send on a connection which is being closed.
  server.keepAliveTimeout = 65_000
}

const unreadable: Record<string, HttpProblem> = {
  HPE_HEADER_OVERFLOW: new HttpProblem(
    'headers_too_large',
    'The headers may have at most 16 KiB. Send fewer or shorter ones.',
  ),
  ERR_HTTP_REQUEST_TIMEOUT: new HttpProblem('too_slow', 'The headers did not arrive within 20 seconds.'),
}
const notHttp = new HttpProblem('malformed_request', 'This is not a request in HTTP/1.1 as RFC 9112 has it.')

/** Answers of a connection that are not out yet: several where requests were pipelined. */
const answers = new WeakMap<Duplex, ServerResponse[]>()

function noteAnswer({ socket }: IncomingMessage, response: ServerResponse): void {
  const open = (answers.get(socket) ?? []).filter((each) => !each.writableFinished)
  answers.set(socket, [...open, response])
}

/** What cannot be read as a request never reaches a listener. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  const isAnswered = answers.get(socket)?.some((each) => each.headersSent && !each.writableFinished)
  if (!socket.writable || isAnswered === true || error.code === 'ECONNRESET') return void socket.destroy()
  socket.end(rawProblem(unreadable[error.code ?? ''] ?? notHttp), () => socket.destroy())
}

/** Listens before anything else is made, since the port may be chosen by the system and is part of our address. */
export async function listen(host: string, port: number, limits = usualLimits()): Promise<HttpServer> {
  let current = notReadyYet
  let isStopping = false
  // Browsers open some in advance. Node counts them among the busy ones, for whose end it would wait.
  const unused = new Set<Socket>()
  const checking = { connectionsCheckingInterval: Math.min(5_000, limits.headersMs) }
  const server = createServer(checking, (request, response) => {
    unused.delete(request.socket)
    // Else the connection would be kept alive, and be waited for, though nothing is under way on it any more.
    response.once('close', () => isStopping && server.closeIdleConnections())
    noteAnswer(request, response)
    limitBody(request, response, limits.bodyMs)
    current(request, response)
  })
  server.on('clientError', refuse)
  configureTimeouts(server, limits)
  limitConnections(server, limits.connections)
  server.on('connection', (socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    serve(listener) {
      current = listener
    },
    async stop() {
      isStopping = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of unused) socket.destroy()
      const cut = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearTimeout(cut)
    },
  }
}
