import { proxyRequest } from '@patchbay/contracts/proxy'
import type { Request, Response, Router } from 'express'
import type { Authorise } from '../../http/bind.ts'
import type { Caller } from '../../http/caller.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import { proxyCall, type ProxyDeps } from './proxy-call.ts'
import { takeHeaders } from './standing-headers.ts'

/** Path and query as they came over the wire: whatever took them apart before has made them nicer than they are. */
function restOf({ originalUrl }: Request): string {
  const found = /^\/api\/connections\/[^/?#]+\/proxy([/?#].*)?$/is.exec(originalUrl)
  if (found !== null) return found[1] ?? ''
  throw new HttpProblem(
    'malformed_request',
    'The request names another server. Send the path alone, as in GET /api/connections/….',
  )
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
export function proxyRoutes(router: Router, deps: ProxyDeps, authorise: Authorise): void {
  router.all('/api/connections/:id/proxy{/*path}', async (request: Request, response: Response) => {
    refuseForeignPage(request, await authorise(proxyRequest, request))
    const id = String(request.params['id'])
    const standing = () => takeHeaders(response)
    await proxyCall(deps, { id, rest: restOf(request), request, response, standing })
  })
}
