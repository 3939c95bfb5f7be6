import { ownErrorHeader } from '@patchbay/contracts/proxy'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import { HttpProblem } from './http-problem.ts'
import { translateError } from './translate-error.ts'

/** Answers every error as `application/problem+json`; what went wrong inside goes to the log only. */
export const problemHandler: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const problem = translateError(error)
  if (problem.status >= 500)
    request.log.error({ err: problem.cause ?? problem, code: problem.code }, problem.message)
  else request.log.debug({ code: problem.code }, problem.message)
  // Nobody is there to be told.
  if (response.destroyed) return
  if (response.headersSent) {
    next(error)
    return
  }
  // RFC 6750 section 3.
  if (problem.code === 'invalid_api_key') response.set('WWW-Authenticate', 'Bearer error="invalid_token"')
  if (problem.retryAfterS !== undefined) response.set('Retry-After', String(problem.retryAfterS))
  response
    .status(problem.status)
    .set('Cache-Control', 'no-store')
    .set(ownErrorHeader, '1')
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}

export const noSuchCall: RequestHandler = (request) => {
  const [path] = request.originalUrl.split('?', 1)
  throw new HttpProblem('not_found', `There is no call ${request.method} ${path}.`)
}
