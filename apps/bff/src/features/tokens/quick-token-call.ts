import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { getToken } from '@patchbay/contracts/connections'
import type { Logger } from 'pino'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { usableNow } from '../../credentials/fresh-credentials.ts'
import type { KeyCaller } from '../../http/caller.ts'
import { checkKey } from '../../http/key-permission.ts'
import { fixedHeaders } from '../../http/security-headers.ts'
import { tokenReply } from './token-reply.ts'

const before = '/api/connections/'
const after = '/token'
const bearer = 'Bearer '

export interface QuickTokenCallOptions {
  readonly https: boolean
  authenticateKey(key: string): Promise<KeyCaller | null>
  readonly accessLog: Logger
  /** Aborted when it stops. */
  readonly stopping: AbortSignal
}

/** Answers a request, or says that it is somebody else's to answer: then nothing has happened to it. */
export type Quick = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/** Id and key of a token call in its plainest form; null: whatever else it is. */
function read({ method, url = '', headers }: IncomingMessage): { id: string; key: string } | null {
  if (method !== 'GET' || !url.startsWith(before) || !url.endsWith(after)) return null
  const { authorization = '' } = headers
  if (!authorization.startsWith(bearer)) return null
  const id = url.slice(before.length, -after.length)
  return /^[\w-]+$/.test(id) ? { id, key: authorization.slice(bearer.length) } : null
}

/**
 * The token call of a program, where nothing stands against it and nothing has to be waited for: it is most of what
 * Patchbay ever answers, and what the framework puts around a call costs more than the call. Everything else, refusals
 * included, is the bound endpoint's.
 */
export function quickTokenCall(deps: CredentialsDeps, options: QuickTokenCallOptions): Quick {
  const headers = { ...fixedHeaders(options.https), 'Cache-Control': 'no-store' }

  async function replyFor(request: IncomingMessage): Promise<string | null> {
    const call = read(request)
    if (call === null || options.stopping.aborted) return null
    const caller = await options.authenticateKey(call.key)
    if (caller === null) return null
    checkKey(getToken, caller, call.id)
    const fresh = await usableNow(deps, call.id)
    if (fresh === null) return null
    const reply = JSON.stringify(tokenReply(fresh))
    deps.traffic.tokenHandedOut(call.id)
    return reply
  }

  return async (request, response) => {
    const startedAt = performance.now()
    const body = await replyFor(request).catch(() => null)
    if (body === null) return false
    const requestId = randomUUID()
    response.writeHead(200, {
      ...headers,
      'Patchbay-Request-Id': requestId,
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
    })
    response.end(body)
    const responseTime = Math.round(performance.now() - startedAt)
    const req = { method: request.method, path: request.url }
    options.accessLog.info({ requestId, req, res: { status: 200 }, responseTime }, 'request completed')
    return true
  }
}
