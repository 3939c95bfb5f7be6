import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'

/** What becomes of a token request between Patchbay and the authorization server. */
export interface TokenRelay {
  readonly url: string
  /** Answers with status 200 so far, of the server behind. */
  readonly granted: number
  /** Called with each request before it is passed on, and with each answer before it is passed back. */
  onRequest: () => unknown
  onAnswer: () => unknown
  stop(): Promise<void>
}

/** Stands before a token endpoint, so that a test can act between a request and its answer. */
export async function startTokenRelay(tokenEndpoint: () => string): Promise<TokenRelay> {
  let granted = 0
  const server = createServer(
    (request, response) => void pass(request, response).catch(() => response.destroy()),
  )
  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(request)
    await relay.onRequest()
    const { authorization } = request.headers
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      ...(authorization === undefined ? {} : { authorization }),
    }
    const answer = await fetch(tokenEndpoint(), { method: 'POST', headers, body })
    if (answer.ok) granted += 1
    const text = await answer.text()
    await relay.onAnswer()
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const relay: TokenRelay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    get granted() {
      return granted
    },
    onRequest: () => undefined,
    onAnswer: () => undefined,
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return relay
}
