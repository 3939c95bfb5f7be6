import { getToken } from '@patchbay/contracts/connections'
import { requestIdHeader } from '@patchbay/contracts/proxy'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { usableNow } from '../../credentials/fresh-credentials.ts'
import { beginAnswer, mayCall, type Quick, type QuickOptions, readPlainCall } from '../../http/plain-call.ts'
import { fixedHeaders } from '../../http/security-headers.ts'
import { tokenReply } from './token-reply.ts'

/**
 * The token call of a program, where nothing stands against it and nothing has to be waited for: it is most of what
 * Patchbay ever answers, and what the framework puts around a call costs more than the call. Everything else, refusals
 * included, is the bound endpoint's.
 */
export function quickTokenCall(deps: CredentialsDeps, options: QuickOptions): Quick {
  // As one list of names and values, which costs half of what an object of them does.
  const headers = [
    ...Object.entries(fixedHeaders(options.https)).flat(),
    'Cache-Control',
    'no-store',
    'Content-Type',
    'application/json; charset=utf-8',
  ]

  async function replyTo(id: string): Promise<string | null> {
    const fresh = await usableNow(deps, id)
    return fresh === null ? null : JSON.stringify(tokenReply(fresh))
  }

  return async (request, response) => {
    const call = request.method === 'GET' ? readPlainCall(request) : null
    if (call?.rest !== '/token' || !(await mayCall(getToken, call, options))) return false
    const body = await replyTo(call.id).catch(() => null)
    if (body === null) return false
    deps.traffic.tokenHandedOut(call.id)
    const requestId = beginAnswer(request, response, options.accessLog)
    const length = String(Buffer.byteLength(body))
    response.writeHead(200, [...headers, requestIdHeader, requestId, 'Content-Length', length])
    response.end(body)
    return true
  }
}
