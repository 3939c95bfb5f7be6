import { fileURLToPath } from 'node:url'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { RunningInstance } from './instance.ts'
import { messagePage } from './pages/message.ts'
import { overviewPage } from './pages/overview.ts'
import { sendPage } from './send-page.ts'
import type { StandIn } from './stand-in.ts'

const assets = ['sandbox.css', 'sandbox.svg']

export function createApp(instances: readonly RunningInstance[], onError: (error: unknown) => void): Express {
  const app = express()
  app.disable('x-powered-by')
  const overview = overviewPage(
    instances.map(({ standIn, application }) => ({ standIn, address: application.address })),
  )
  app.get('/', (_req, res) => sendPage(res, { page: overview }))
  for (const asset of assets) {
    const file = fileURLToPath(new URL(`pages/${asset}`, import.meta.url))
    app.get(`/${asset}`, (_req, res) => res.sendFile(file, { headers: { 'Cache-Control': 'no-cache' } }))
  }
  for (const { path, standIn, handle, handleApi } of instances) {
    app.get(path, (_req, res) => res.redirect(`/#${path.slice(1)}`))
    app.use(path, handle)
    if (standIn.apiPath !== undefined) app.use(standIn.apiPath, handleApi)
    if (hasMetadataOfRfc8414(standIn)) app.use(`/.well-known/${metadata}${path}`, atItsIssuer(path, handle))
  }
  app.use((_req, res) => {
    const page = messagePage({ title: 'There is nothing here', text: 'Check the address.' })
    sendPage(res, { status: 404, page })
  })
  app.use(answerError(onError))
  return app
}

const metadata = 'oauth-authorization-server'

function hasMetadataOfRfc8414({ authorizationServers: [server] }: StandIn): boolean {
  return server.path === '' && server.wellKnown.includes(metadata)
}

/** RFC 8414 section 3 puts `.well-known` between host and path of the issuer, oidc-provider after both. */
function atItsIssuer(path: string, handle: RequestHandler): RequestHandler {
  return (req, res, next) => {
    req.url = `/.well-known/${metadata}`
    req.originalUrl = path + req.url
    req.baseUrl = path
    return handle(req, res, next)
  }
}

function answerError(onError: (error: unknown) => void): ErrorRequestHandler {
  // eslint-disable-next-line max-params -- Express knows an error handler by its four parameters
  return (error, _req, res, next) => {
    const status = typeof error?.status === 'number' ? error.status : 500
    if (status >= 500) onError(error)
    if (res.headersSent) return next(error)
    const message = status < 500 ? 'The request cannot be read.' : 'The sandbox failed to answer.'
    res.status(status).json({ message })
  }
}
