import type { Router } from 'express'
import type { Deps } from '../../deps.ts'

/** Liveness and readiness, for supervisors: plain paths outside the API, open to anyone, saying nothing but ok or not. */
export function healthRoutes(
  router: Router,
  { store, log }: Pick<Deps, 'store' | 'log'>,
  isStopping: () => boolean,
): void {
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' })
  })

  router.get('/readyz', async (_request, response) => {
    response.set('Cache-Control', 'no-store')
    try {
      if (!isStopping()) await store.ready()
      response.status(isStopping() ? 503 : 200).json({ status: isStopping() ? 'stopping' : 'ready' })
    } catch (error) {
      log.warn({ err: error }, 'not ready')
      response.status(503).json({ status: 'not ready' })
    }
  })
}
