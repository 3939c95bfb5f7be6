import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

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
    .writeHead(503, { 'Content-Type': 'text/plain', 'Retry-After': '1', Connection: 'close' })
    .end('Starting\n')
}

function configureTimeouts(server: Server): void {
  server.requestTimeout = 60_000
  server.headersTimeout = 20_000
  // Longer than the 60 s of common reverse proxies, so that they never send on a connection which is being closed.
  server.keepAliveTimeout = 65_000
}

/** Listens before anything else is made, since the port may be chosen by the system and is part of our address. */
export async function listen(host: string, port: number): Promise<HttpServer> {
  let current = notReadyYet
  let isStopping = false
  const server = createServer((request, response) => {
    // Else the connection would be kept alive, and be waited for, though nothing is under way on it any more.
    response.once('close', () => isStopping && server.closeIdleConnections())
    current(request, response)
  })
  configureTimeouts(server)
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
      const cut = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearTimeout(cut)
    },
  }
}
