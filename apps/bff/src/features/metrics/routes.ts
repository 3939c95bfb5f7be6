import { endpoint } from '@patchbay/contracts/endpoint'
import type { Router } from 'express'
import * as z from 'zod'
import type { Authorise } from '../../http/bind.ts'
import type { MetricsDeps } from './connection-metrics.ts'
import type { Metrics } from './metrics.ts'

/** Of no description: it is text, for Prometheus. It shows all connections, so a key that is limited to some may not. */
const getMetrics = endpoint({
  method: 'GET',
  path: '/metrics',
  summary: 'Metrics in the text format of Prometheus',
  permission: 'read',
  reply: z.string(),
  status: 200,
  errors: [],
})

export function metricsRoutes(router: Router, deps: MetricsDeps, authorise: Authorise): void {
  let metrics: Promise<Metrics> | null = null

  router.get(getMetrics.path, async (request, response) => {
    response.set('Cache-Control', 'no-store')
    await authorise(getMetrics, request)
    // Who does not scrape pays nothing.
    metrics ??= import('./metrics.ts').then(({ createMetrics }) => createMetrics(deps))
    const { text, contentType } = await metrics
    response.set('Content-Type', contentType).send(await text())
  })
}
