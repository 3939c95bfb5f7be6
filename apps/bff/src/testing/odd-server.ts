import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'

/** Paths of Acumatica, below the instance; an instance may be in any virtual directory. */
const places = {
  authorize: '/identity/connect/authorize',
  token: '/identity/connect/token',
  revocation: '/identity/connect/revocation',
  discovery: '/identity/.well-known/openid-configuration',
  endpoints: '/entity',
  contract: '/entity/Default/25.200.001/swagger.json',
  record: '/entity/Default/25.200.001/Customer',
} as const
export type OddPlace = keyof typeof places

export interface OddRequest {
  readonly place: OddPlace | null
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly query: URLSearchParams
  readonly body: string
  /** The body as a form. */
  readonly form: URLSearchParams
}

export type OddAnswer = (request: OddRequest, response: ServerResponse) => unknown

/** A server that speaks as Acumatica does until it is told to misbehave: a peer that Patchbay must bear. */
export interface OddServer {
  readonly origin: string
  /** Every request so far. */
  readonly requests: OddRequest[]
  /** Those to one place. */
  at(place: OddPlace): OddRequest[]
  /** From now on `place` answers so. */
  answer(place: OddPlace, answer: OddAnswer): void
  /** As it was at the start, and nothing seen. */
  reset(): void
  stop(): Promise<void>
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): OddAnswer {
  return (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
}

export function page(content: string, status: number, headers: Record<string, string> = {}): OddAnswer {
  return (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'text/html', ...headers }).end(content)
  }
}

/** New tokens with each answer, `access-1`, `access-2` …; the refresh token rotates with them. */
export function tokens(members: Record<string, unknown> = {}): OddAnswer {
  let number = 0
  return (request, response) => {
    number += 1
    const body = {
      access_token: `odd-access-${number}`,
      refresh_token: `odd-refresh-${number}`,
      token_type: 'Bearer',
      expires_in: 3600,
      ...members,
    }
    json(body)(request, response)
  }
}

const redirectWithCode: OddAnswer = ({ query }, response) => {
  const back = new URL(query.get('redirect_uri') ?? 'about:blank')
  back.searchParams.set('code', 'odd-code')
  back.searchParams.set('state', query.get('state') ?? '')
  response.writeHead(302, { Location: back.href }).end()
}

function behaviour(): Record<OddPlace, OddAnswer> {
  return {
    authorize: redirectWithCode,
    token: tokens(),
    revocation: (_request, response) => response.writeHead(200).end(),
    discovery: json({ message: 'There is none.' }, 404),
    endpoints: json({ endpoints: [{ name: 'Default', version: '25.200.001' }] }),
    contract: json({ paths: { '/Customer': {} } }),
    record: json([]),
  }
}

function placeOf(path: string): OddPlace | null {
  const found = Object.entries(places).find(([, each]) => path.endsWith(each))
  return (found?.[0] as OddPlace | undefined) ?? null
}

export async function startOddServer(): Promise<OddServer> {
  let answers = behaviour()
  const requests: OddRequest[] = []
  const server = createServer((incoming, response) => {
    void readText(incoming).then((body) => {
      const { pathname, searchParams: query } = new URL(incoming.url ?? '/', 'http://odd.invalid')
      const { method = '', headers } = incoming
      const place = placeOf(pathname)
      const form = new URLSearchParams(body)
      const request = { place, method, path: pathname, headers, query, body, form }
      requests.push(request)
      const answer = place === null ? json({ message: 'There is nothing here.' }, 404) : answers[place]
      return answer(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    at: (place) => requests.filter((each) => each.place === place),
    answer(place, answer) {
      answers[place] = answer
    },
    reset() {
      answers = behaviour()
      requests.length = 0
    },
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
