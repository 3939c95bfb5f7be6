import type { RequestHandler } from 'express'

/**
 * SameSite cookies do not tell ports apart, and everything on this machine is one site: only `Origin` does. What sends
 * none is not a browser.
 */
export function refuseForeignPost(origin: string): RequestHandler {
  return (req, res, next) => {
    const sender = req.get('origin')
    if (sender === undefined || sender === origin) return next()
    res.status(403).type('text').send('This form was sent from another origin.')
  }
}
