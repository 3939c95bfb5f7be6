import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { type Issuer, startIssuer } from '../apps/bff/src/testing/issuer.ts'

export const modes = ['fails', 'hangs', 'resets'] as const
export type Mode = (typeof modes)[number]

export const client = { id: 'patchbay', secret: 'a-client-secret-of-the-fault-run' }

/** Less than a minute more than what a token call promises, so that each is soon due. */
const accessTokenSeconds = 63

/** A real authorization server that takes each refresh token once, behind something that lets it fail. */
export interface StandIn {
  readonly issuer: Issuer
  readonly tokenUrl: string
  /** null: as it should be. */
  mode: Mode | null
  /** Requests that met each fault. */
  readonly met: Record<Mode, number>
  refreshes: number
  /** Refresh tokens that came again after the answer to them had, to the same process. */
  readonly usedTwice: string[]
  /** Those whose answer a killed process may never have seen: its successor tries them, to know. */
  triedAfterKill: number
  /** Every token that was handed out. */
  readonly tokens: string[]
  stop(): Promise<unknown>
}

async function misbehave(mode: Mode, response: ServerResponse): Promise<void> {
  if (mode === 'fails') response.writeHead(503, { 'content-type': 'text/plain' }).end('down')
  else if (mode === 'resets') response.socket?.resetAndDestroy()
  // Until whoever waits gives up.
  else await new Promise((resolve) => response.once('close', resolve))
}

function startIssuerFor(redirectUri: string): Promise<Issuer> {
  return startIssuer({
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
    configuration: {
      scopes: ['openid', 'read'],
      rotateRefreshToken: true,
      clientAuthMethods: ['client_secret_post'],
      clientDefaults: {
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'client_secret_post',
      },
      ttl: { AccessToken: () => accessTokenSeconds },
    },
  })
}

/** @param life which of the processes it is that lives now */
export async function startStandIn(redirectUri: string, life: () => number): Promise<StandIn> {
  const issuer = await startIssuerFor(redirectUri)
  /** In which life each refresh token was taken. */
  const taken = new Map<string, number>()

  function noteUse(refreshToken: string): void {
    const answered = taken.get(refreshToken)
    if (answered === undefined) return
    if (answered === life()) standIn.usedTwice.push(refreshToken)
    else standIn.triedAfterKill += 1
  }

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(request)
    const form = new URLSearchParams(body)
    const refreshToken = form.get('refresh_token')
    const { mode } = standIn
    if (mode !== null) {
      standIn.met[mode] += 1
      return misbehave(mode, response)
    }
    const during = life()
    if (refreshToken !== null) noteUse(refreshToken)
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await fetch(`${issuer.origin}/token`, { method: 'POST', headers, body })
    const text = await answer.text()
    if (answer.ok) {
      if (refreshToken !== null) {
        taken.set(refreshToken, during)
        standIn.refreshes += 1
      }
      const { access_token: access, refresh_token: refresh } = JSON.parse(text) as Record<string, string>
      standIn.tokens.push(...[access, refresh].filter((token) => token !== undefined))
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
  }

  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const standIn: StandIn = {
    issuer,
    tokenUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    mode: null,
    met: { fails: 0, hangs: 0, resets: 0 },
    refreshes: 0,
    usedTwice: [],
    triedAfterKill: 0,
    tokens: [],
    stop() {
      server.closeAllConnections()
      const closed = new Promise((resolve) => server.close(resolve))
      return Promise.all([closed, issuer.stop()])
    },
  }
  return standIn
}
