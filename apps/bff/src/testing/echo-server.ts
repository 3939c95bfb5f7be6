import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'

export type EchoAnswer = (request: IncomingMessage, response: ServerResponse) => unknown

/** An application for client credentials: `/token` hands out `token-1`, `token-2` …, everything else is told here. */
export interface EchoServer {
  readonly origin: string
  readonly tokens: () => number
  /** Life of the tokens that are handed out. */
  tokenSeconds: number
  /** Requests so far, those for tokens apart. */
  asked: number
  inFlight: number
  most: number
  /** From now on all but `/token` is answered so; as echo, if not told. */
  answer(answer?: EchoAnswer): void
  /** From now on new tokens wait for this. */
  holdTokens(until: Promise<unknown>): void
  /** From now on no token is handed out, with this code (RFC 6749 section 5.2); null: again. */
  refuseTokens(code: string | null): void
  stop(): Promise<void>
}

/** What came in, as JSON. */
const echo: EchoAnswer = async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { method, url, headers, rawHeaders } = request
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ method, url, headers, rawHeaders, body: Buffer.concat(chunks).toString() }))
}

/** @param tls key and certificate; null: it speaks http */
export async function startEchoServer(
  tls: Pick<ServerOptions, 'key' | 'cert'> | null = null,
  name = '127.0.0.1',
): Promise<EchoServer> {
  let current = echo
  let handedOut = 0
  let refusal: string | null = null
  let held: Promise<unknown> = Promise.resolve()
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === '/token') {
      if (refusal !== null) {
        response.writeHead(400, { 'content-type': 'application/json' })
        return void response.end(JSON.stringify({ error: refusal }))
      }
      handedOut += 1
      response.writeHead(200, { 'content-type': 'application/json' })
      const token = { access_token: `token-${handedOut}`, token_type: 'Bearer', expires_in: own.tokenSeconds }
      return void held.then(() => response.end(JSON.stringify(token)))
    }
    own.asked += 1
    own.inFlight += 1
    own.most = Math.max(own.most, own.inFlight)
    response.once('close', () => void (own.inFlight -= 1))
    void current(request, response)
  }
  const server = tls === null ? createServer(listener) : createSecureServer(tls, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own: EchoServer = {
    origin: `${tls === null ? 'http' : 'https'}://${name}:${(server.address() as AddressInfo).port}`,
    tokens: () => handedOut,
    tokenSeconds: 3600,
    asked: 0,
    inFlight: 0,
    most: 0,
    answer: (answer = echo) => void (current = answer),
    refuseTokens: (code) => void (refusal = code),
    holdTokens: (until) => void (held = until),
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return own
}
