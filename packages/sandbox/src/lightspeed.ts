import { randomBytes } from 'node:crypto'
import { Router } from 'express'
import { createCSeriesApi } from './lightspeed-c-series.ts'
import { createRSeriesApi, rSeries, rSeriesLegacy } from './lightspeed-r-series.ts'
import { createXSeriesApi, shop, xSeries } from './lightspeed-x-series.ts'
import type { StandIn } from './stand-in.ts'

/** Four products under one name; each with servers of its own, which take the same clients here. */
export const lightspeed: StandIn = {
  application: 'lightspeed',
  name: 'Lightspeed',
  monogram: { text: 'LS', color: '#c2352b' },
  settings: (address) => ({ apiType: 'r-series-v3', sandboxUri: address }),
  newClientId: () => randomBytes(20).toString('hex'),
  authorizationServers: [rSeries, rSeriesLegacy, xSeries],
  facts: (address) => [
    ['In place of', 'https://cloud.lightspeedapp.com', 'https://secure.retail.lightspeed.app'],
    ['Address', address],
    ['X-Series subdomain', shop],
    ['C-Series API key', 'a client’s ID'],
    ['C-Series API secret', 'its secret'],
  ],
  links: [],
  api(context) {
    const router = Router()
    router.use(createRSeriesApi(context), createXSeriesApi(context), createCSeriesApi(context))
    return router
  },
}
