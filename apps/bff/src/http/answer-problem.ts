import type { ServerResponse } from 'node:http'
import { ownErrorHeader } from '@patchbay/contracts/proxy'
import type { Logger } from 'pino'
import type { HttpProblem } from './http-problem.ts'

/** Tells the log what went wrong inside. */
export function logProblem(log: Pick<Logger, 'error' | 'warn' | 'debug'>, problem: HttpProblem): void {
  const { code, message, status, cause } = problem
  // Said by ourselves: an agent is away, too many wait. Where it was said tells nothing more.
  if (status === 503 && cause === undefined) log.warn({ code }, message)
  else if (status >= 500) log.error({ err: cause ?? problem, code }, message)
  else log.debug({ code }, message)
}

/** A problem as the answer, where nothing of one has been sent. */
export function answerProblem(response: ServerResponse, problem: HttpProblem): void {
  // RFC 6750 section 3.
  if (problem.code === 'invalid_api_key')
    response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"')
  if (problem.retryAfterS !== undefined) response.setHeader('Retry-After', String(problem.retryAfterS))
  const body = Buffer.from(JSON.stringify(problem))
  response.statusCode = problem.status
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader(ownErrorHeader, '1')
  response.setHeader('Content-Type', 'application/problem+json; charset=utf-8')
  response.setHeader('Content-Length', body.length)
  response.end(response.req.method === 'HEAD' ? undefined : body)
}
