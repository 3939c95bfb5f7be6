import { pipeline } from 'node:stream/promises'
import { proxyRequest } from '@patchbay/contracts/proxy'
import type { Request, Response, Router } from 'express'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { freshCredentials, readCredentials } from '../../credentials/fresh-credentials.ts'
import type { Authorise } from '../../http/bind.ts'
import { endBodyStream, letBodyStream } from '../../http/body-deadline.ts'
import type { Caller } from '../../http/caller.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import type { StreamAnswer } from '../../outbound/stream.ts'
import { countRequest, notedPlace, notePool } from './count-request.ts'
import { forward } from './forward.ts'
import type { Place, Pools } from './pool.ts'
import { backHeaders } from './proxy-headers.ts'
import { RequestBody } from './request-body.ts'
import { cutStuckReader } from './stuck-reader.ts'
import { unlessAborted } from './unless-aborted.ts'

/** Path and query as they came over the wire: whatever took them apart before has made them nicer than they are. */
function restOf({ originalUrl }: Request): string {
  const found = /^\/api\/connections\/[^/?#]+\/proxy([/?#].*)?$/is.exec(originalUrl)
  if (found !== null) return found[1] ?? ''
  throw new HttpProblem(
    'malformed_request',
    'The request names another server. Send the path alone, as in GET /api/connections/….',
  )
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
function refuseUnfit({ method, headers, httpVersion }: Request): void {
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

/** What an application sends is not ours to vouch for: no page of it may act on this origin. */
async function answerWith(response: Response, { status, headers, body }: StreamAnswer): Promise<void> {
  response.removeHeader('Cache-Control')
  response.status(status)
  for (const [name, values] of backHeaders(headers)) {
    response.setHeader(name, values.length === 1 ? String(values[0]) : values)
  }
  response.set({
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
  })
  // Not before the first piece is there, which saves most answers a packet.
  const flushing = setImmediate(() => response.headersSent || response.flushHeaders())
  const stopWatching = cutStuckReader(response)
  try {
    await pipeline(body, response)
  } finally {
    clearImmediate(flushing)
    stopWatching()
  }
}

/** A link on another site's page brings the cookie along (SameSite=Lax); it is not to reach an application by it. */
function refuseForeignPage(request: Request, caller: Caller | null): void {
  const site = request.get('sec-fetch-site') ?? 'none'
  if (caller?.kind !== 'session' || site === 'same-origin' || site === 'none') return
  throw new HttpProblem(
    'foreign_origin',
    'Requests through a connection are not taken from pages of other sites.',
  )
}

/** Requests through connections: not an endpoint that is bound, since bodies stream both ways. */
export function proxyRoutes(
  router: Router,
  deps: CredentialsDeps & { readonly pools: Pools },
  authorise: Authorise,
): void {
  const { pools } = deps

  router.all('/api/connections/:id/proxy{/*path}', async (request: Request, response: Response) => {
    const left = new AbortController()
    response.once('close', () => left.abort())
    const { signal } = left
    const body = new RequestBody(request)
    let place: Place | null = null
    try {
      refuseForeignPage(request, await authorise(proxyRequest, request))
      const id = String(request.params['id'])
      const counted = countRequest(deps.traffic, id, { response, closed: signal })
      refuseUnfit(request)
      letBodyStream(request)
      const rest = restOf(request)
      // Before it has a place, so that a slow token endpoint keeps none from others.
      const { record } = await unlessAborted(freshCredentials(deps, id), signal)
      const { owner, level } = await poolOf(deps, record)
      const note = () => notePool(deps, { id, owner, level })
      place = notedPlace(await pools.enter(owner, level, signal), note)
      // They may have been replaced during the wait.
      const fresh = await readCredentials(deps, id)
      const { method, rawHeaders: headers } = request
      const answer = await forward(deps, fresh, { method, rest, headers, body, signal })
      counted.answered(answer.status)
      await answerWith(response, answer)
    } catch (error) {
      // Nobody is there to be told, or half of the answer is out already.
      if (signal.aborted || response.headersSent) return void response.destroy()
      throw error
    } finally {
      place?.release()
      body.discard()
      endBodyStream(request)
    }
  })
}
