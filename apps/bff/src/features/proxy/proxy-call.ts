import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import {
  type Fresh,
  freshCredentials,
  readCredentials,
  usableNow,
} from '../../credentials/fresh-credentials.ts'
import { endBodyStream, letBodyStream } from '../../http/body-deadline.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import { translateError } from '../../http/translate-error.ts'
import type { RawHeaders, StreamAnswer } from '../../outbound/stream.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { countRequest, notedPlace, notePool } from './count-request.ts'
import { forward } from './forward.ts'
import { passOn } from './pass-on.ts'
import type { Place, Pools } from './pool.ts'
import { backHeaders } from './proxy-headers.ts'
import { RequestBody } from './request-body.ts'
import { unlessAborted } from './unless-aborted.ts'

export type ProxyDeps = CredentialsDeps & { readonly pools: Pools }

/** A request through a connection, by somebody who may make it. */
export interface ProxyCall {
  readonly id: string
  /** Path and query below the base, as they came. */
  readonly rest: string
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Headers of every answer where the application has none of that name; asked for once it has answered. */
  standing(): RawHeaders
}

/** Whose pool it is, and how large. A lender that is gone leaves the borrower its own. */
async function poolOf({ records }: CredentialsDeps, record: ConnectionRecord) {
  const { borrowConcurrencyFrom, concurrencyLevel } = record.advanced
  const lender = borrowConcurrencyFrom === null ? null : await records.connections.get(borrowConcurrencyFrom)
  return lender === null
    ? { owner: record.id, level: concurrencyLevel }
    : { owner: lender.id, level: lender.advanced.concurrencyLevel }
}

/** What is not a request and its answer, or would show the program the credentials that it is not to see. */
function refuseUnfit({ method, headers, httpVersion }: IncomingMessage): void {
  if (!httpVersion.startsWith('1.'))
    throw new HttpProblem('malformed_request', 'The request line is not one of HTTP/1.1.')
  if (method === 'TRACE') {
    throw new HttpProblem('malformed_request', 'TRACE is not sent on: its answer would show the credentials.')
  }
  if (headers.upgrade?.toLowerCase() === 'websocket') {
    throw new HttpProblem(
      'malformed_request',
      'WebSockets do not go through a connection. Send requests instead.',
    )
  }
}

/** In one go: one at a time, they cost as much as all else that is done with an answer's headers. */
async function answerWith(
  response: ServerResponse,
  { status, headers, body }: StreamAnswer,
  standing: RawHeaders,
): Promise<void> {
  try {
    response.writeHead(status, backHeaders(headers, standing))
  } catch (error) {
    body.drop()
    throw error
  }
  await passOn(body, response)
}

/** Most of the time nothing has to be waited for. */
async function credentialsFor(deps: ProxyDeps, id: string, signal: AbortSignal): Promise<Fresh> {
  return (await usableNow(deps, id)) ?? unlessAborted(freshCredentials(deps, id), signal)
}

/** They may have been replaced while the request waited for its place. */
async function stillFresh(deps: ProxyDeps, fresh: Fresh): Promise<Fresh> {
  const { id } = fresh.record
  const isSame = (await deps.records.connections.get(id)) === fresh.record
  return isSame ? fresh : readCredentials(deps, id)
}

/**
 * Sends a request through a connection and passes its answer on, bodies streaming both ways.
 *
 * @throws HttpProblem, OAuthError, OutboundError while nothing is answered yet
 */
export async function proxyCall(deps: ProxyDeps, call: ProxyCall): Promise<void> {
  const { id, rest, request, response } = call
  const left = new AbortController()
  const { signal } = left
  response.once('close', () => response.writableFinished || left.abort())
  if (response.destroyed) left.abort()
  const body = new RequestBody(request)
  const counted = countRequest(deps, id)
  let place: Place | null = null
  try {
    refuseUnfit(request)
    letBodyStream(request)
    // Before it has a place, so that a slow token endpoint keeps none from others.
    const fresh = await credentialsFor(deps, id, signal)
    const { owner, level } = await poolOf(deps, fresh.record)
    const entered = await deps.pools.enter(owner, level, signal)
    place = notedPlace(entered, () => notePool(deps, { id, owner, level }))
    const { method = 'GET', rawHeaders: headers } = request
    const current = await stillFresh(deps, fresh)
    const answer = await forward(deps, current, { method, rest, headers, body, signal })
    counted.answered(answer.status)
    await answerWith(response, answer, call.standing())
  } catch (error) {
    if (signal.aborted) counted.left()
    else counted.refused(translateError(error).status)
    // Nobody is there to be told, or half of the answer is out already.
    if (signal.aborted || response.headersSent) return void response.destroy()
    throw error
  } finally {
    place?.release()
    body.discard()
    endBodyStream(request)
  }
}
