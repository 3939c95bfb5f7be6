import type { RequestHandler, Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import { byAddress } from '../../http/by-address.ts'

const windowMs = 60_000
const unknownLinks = 10
const starts = 30

/** Of one address, in a minute: ten links that are none, and thirty attempts to sign in. */
export function linkLimit(refuse: (response: Response) => void): RequestHandler[] {
  const shared = {
    ...byAddress,
    windowMs,
    handler(_request: unknown, response: Response) {
      response.set('Retry-After', String(windowMs / 1000))
      refuse(response)
    },
  }
  return [
    rateLimit({
      ...shared,
      limit: unknownLinks,
      requestWasSuccessful: (_request, response) => response.statusCode !== 404,
      skipSuccessfulRequests: true,
    }),
    rateLimit({ ...shared, limit: starts, skip: (request) => request.method !== 'POST' }),
  ]
}
