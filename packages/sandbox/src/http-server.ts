import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import { SandboxError } from './error.ts'

const graceMs = 1000

export interface HttpServer {
  port: number
  /** Requests that came before wait until now. */
  serve(app: Express): void
  close(): Promise<void>
}

/** Listens before there is anything to serve, since issuers and addresses are made with the port it gets. */
export async function listen(host: string, port: number): Promise<HttpServer> {
  const ready = Promise.withResolvers<Express>()
  const server = createServer((req, res) => void ready.promise.then((app) => app(req, res)))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') return reject(cause)
      const message = `The sandbox cannot listen on ${host}:${port}: the port is taken`
      reject(new SandboxError('port_taken', message, { cause }))
    })
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    serve: ready.resolve,
    close: () => close(server),
  }
}

function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve()
  return new Promise((resolve) => {
    // Node ends idle keep-alive connections itself; those with a request in flight get a moment.
    const late = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
  })
}
