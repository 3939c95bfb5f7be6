import { fileURLToPath } from 'node:url'
import express, { type ErrorRequestHandler, type Express } from 'express'
import type { RunningInstance } from './instance.ts'
import { messagePage } from './pages/message.ts'
import { overviewPage } from './pages/overview.ts'
import { sendPage } from './send-page.ts'

const assets = ['sandbox.css', 'sandbox.svg']

export function createApp(instances: readonly RunningInstance[], onError: (error: unknown) => void): Express {
  const app = express()
  app.disable('x-powered-by')
  const overview = instances.map(({ standIn, application }) => ({
    standIn,
    instanceUri: application.settings.instanceUri,
  }))
  app.get('/', (_req, res) => sendPage(res, { page: overviewPage(overview) }))
  for (const asset of assets) {
    const file = fileURLToPath(new URL(`pages/${asset}`, import.meta.url))
    app.get(`/${asset}`, (_req, res) => res.sendFile(file, { headers: { 'Cache-Control': 'no-cache' } }))
  }
  for (const { path, router } of instances) {
    app.get(path, (_req, res) => res.redirect(`/#${path.slice(1)}`))
    app.use(path, router)
  }
  app.use((_req, res) => {
    const page = messagePage({ title: 'There is nothing here', text: 'Check the address.' })
    sendPage(res, { status: 404, page })
  })
  app.use(answerError(onError))
  return app
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
