import type { Request } from 'express'
import type { PublicUrls } from '../public-urls.ts'
import { HttpProblem } from './http-problem.ts'

/**
 * Refuses state-changing calls that another site made the browser send (CSRF). With a cookie an own `Origin` is
 * required; without one it must at least not be foreign, so that nobody is signed in from elsewhere (login CSRF).
 *
 * @throws HttpProblem `foreign_origin`
 */
export function checkOrigin(request: Request, urls: PublicUrls, byCookie: boolean): void {
  const { origin } = request.headers
  if (origin === undefined && !byCookie) return
  if (origin !== undefined && urls.has(origin)) return
  throw new HttpProblem(
    'foreign_origin',
    `Changes are taken from ${urls.all.map((each) => each.origin).join(' or ')} only. Open Patchbay there.`,
  )
}
