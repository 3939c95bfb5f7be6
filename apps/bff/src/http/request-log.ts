import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'

/** The secret of a sign-in link is a part of its path. */
const linkSecret = /^(\/sign-in-link\/)[^/?]+/

/** Logs a line a request, without query (it may hold a code or a state), headers or bodies. */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId(_request, response) {
      const id = randomUUID()
      response.setHeader('Patchbay-Request-Id', id)
      return id
    },
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'requestId' },
    serializers: {
      req: (request: { method: string; url: string }) => ({
        method: request.method,
        path: request.url.split('?', 1)[0]?.replace(linkSecret, '$1…'),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
    customLogLevel(request, response) {
      if (response.statusCode >= 500) return 'error'
      return (request.url ?? '').startsWith('/api/') ? 'info' : 'debug'
    },
  })
}
