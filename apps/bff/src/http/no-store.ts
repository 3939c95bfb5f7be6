import type { RequestHandler } from 'express'

/** Answers of the API are for whoever asked, now: no cache keeps them (ASVS 14.3.2). */
export const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store')
  next()
}
