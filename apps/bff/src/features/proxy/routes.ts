import { pipeline } from 'node:stream/promises'
import { ownErrorHeader, proxyRequest, requestIdHeader } from '@patchbay/contracts/proxy'
import type { Request, Response, Router } from 'express'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { freshCredentials, readCredentials } from '../../credentials/fresh-credentials.ts'
import type { Authorise } from '../../http/bind.ts'
import type { Caller } from '../../http/caller.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import type { StreamAnswer } from '../../outbound/stream.ts'
import { forward } from './forward.ts'
import { Pools } from './pool.ts'
import { backHeaders } from './proxy-headers.ts'

/** Path and query as they came over the wire: whatever took them apart before has made them nicer than they are. */
function restOf({ originalUrl }: Request): string {
  return /^\/api\/connections\/[^/?]+\/proxy(.*)$/s.exec(originalUrl)?.[1] ?? ''
}

/** Whose pool it is, and how large. A lender that is gone leaves the borrower its own. */
async function poolOf({ records }: CredentialsDeps, record: ConnectionRecord) {
  const { borrowConcurrencyFrom, concurrencyLevel } = record.advanced
  const lender = borrowConcurrencyFrom === null ? null : await records.connections.get(borrowConcurrencyFrom)
  return lender === null
    ? { owner: record.id, level: concurrencyLevel }
    : { owner: lender.id, level: lender.advanced.concurrencyLevel }
}

/** What an application sends is not ours to vouch for: no page of it may act on this origin. */
async function answerWith(response: Response, { status, headers, body }: StreamAnswer): Promise<void> {
  response.removeHeader('Cache-Control')
  response.status(status)
  for (const [name, value] of Object.entries(backHeaders(headers))) response.setHeader(name, value)
  response.set({
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
  })
  await pipeline(body, response)
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
export function proxyRoutes(router: Router, deps: CredentialsDeps, authorise: Authorise): void {
  const pools = new Pools()

  router.all('/api/connections/:id/proxy{/*path}', async (request: Request, response: Response) => {
    if (typeof request.id === 'string') response.set(requestIdHeader, request.id)
    response.set(ownErrorHeader, '1')
    refuseForeignPage(request, await authorise(proxyRequest, request))
    const id = String(request.params['id'])
    const { owner, level } = await poolOf(deps, (await readCredentials(deps, id)).record)

    const left = new AbortController()
    response.once('close', () => left.abort())
    const place = await pools.enter(owner, level, left.signal)
    try {
      const fresh = await freshCredentials(deps, id)
      const answer = await forward(deps, fresh, { request, rest: restOf(request), signal: left.signal })
      response.removeHeader(ownErrorHeader)
      await answerWith(response, answer)
    } catch (error) {
      // Nobody is there to be told, or half of the answer is out already.
      if (left.signal.aborted || response.headersSent) return void response.destroy()
      throw error
    } finally {
      place.release()
    }
  })
}
