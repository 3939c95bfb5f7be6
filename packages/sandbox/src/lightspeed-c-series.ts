import { Router, type Request } from 'express'
import type { ApiContext } from './stand-in.ts'

const webshop = {
  id: 1,
  createdAt: '2024-01-15T09:00:00+01:00',
  status: 'active',
  isB2b: false,
  subDomain: 'sandbox',
  mainDomain: 'sandbox.example',
  email: 'admin@sandbox.example',
  currency: 'eur',
}

/** eCom has no OAuth: an API key and its secret come with each request. Here they are a client's. */
export function createCSeriesApi(context: ApiContext): Router {
  const router = Router()
  router.use('/:language/shop.json', (req, res, next) => {
    const [key = '', secret = ''] = basicOf(req)
    if (context.isClient(key, secret)) return next()
    res.status(401).set('WWW-Authenticate', 'Basic realm="Lightspeed eCom API"')
    res.json({ error: { code: 401, method: req.method, message: 'Unauthorized.' } })
  })
  router.get('/:language/shop.json', (_req, res) => void res.json({ shop: webshop }))
  return router
}

/** RFC 7617. */
function basicOf(req: Request): string[] {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(req.get('authorization') ?? '')?.[1] ?? ''
  const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return [name, rest.join(':')]
}
