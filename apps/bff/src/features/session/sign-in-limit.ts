import type { RequestHandler, Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import { byAddress } from '../../http/by-address.ts'
import { HttpProblem } from '../../http/http-problem.ts'

const windowMs = 60_000
const failures = 5

/** Who wrote a right password and is asked for more has not failed. */
function hasFailed({ statusCode, locals }: Response): boolean {
  return statusCode === 401 && locals['problem'] !== 'second_factor_required'
}

/** Five wrong passwords a minute for an address; then it waits. A right one does not count. */
export function signInLimit(): RequestHandler {
  return rateLimit({
    ...byAddress,
    windowMs,
    limit: failures,
    skip: (request) => request.method !== 'POST',
    requestWasSuccessful: (_request, response) => !hasFailed(response),
    skipSuccessfulRequests: true,
    handler(request, _response, next) {
      const { resetTime } = (request as typeof request & { rateLimit: { resetTime?: Date } }).rateLimit
      const retryAfterS = Math.max(
        1,
        Math.ceil(((resetTime?.getTime() ?? Date.now() + windowMs) - Date.now()) / 1000),
      )
      const detail = `There were too many wrong passwords from this address. Try again in ${retryAfterS} seconds.`
      next(new HttpProblem('too_many_attempts', detail, { retryAfterS }))
    },
  })
}
