import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'

export interface Received {
  readonly headers: Record<string, string>
  readonly body: string
}

/** A receiver of webhooks, which answers 204 until it is told otherwise. */
export interface Receiver {
  readonly url: string
  readonly port: number
  readonly received: Received[]
  /** How many were being answered at once, at most. */
  readonly most: () => number
  readonly answer: (answer: () => Answer | Promise<Answer>) => void
  readonly stop: () => Promise<void>
}

export interface Answer {
  readonly status: number
  readonly headers?: Record<string, string>
}

const taken = (): Answer => ({ status: 204 })

export async function startReceiver(port = 0): Promise<Receiver> {
  const received: Received[] = []
  let answer: () => Answer | Promise<Answer> = taken
  let [running, most] = [0, 0]
  const server = createServer((request, response) => {
    running += 1
    most = Math.max(most, running)
    response.once('close', () => void (running -= 1))
    void text(request).then(async (body) => {
      received.push({ headers: request.headers as Record<string, string>, body })
      const { status, headers = {} } = await answer()
      response.writeHead(status, headers).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const at = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${at}/hooks`,
    port: at,
    received,
    most: () => most,
    answer: (next) => void (answer = next),
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** What a receiver does with the library: the payload, or an error where the signature is not by this secret. */
export function verified(secret: string, { headers, body }: Received): Record<string, unknown> {
  return new Webhook(secret).verify(body, headers) as Record<string, unknown>
}
