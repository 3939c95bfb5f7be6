import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import sirv from 'sirv'

/** Of which sirv does not say that they are UTF-8, as it does of pages. */
const texts: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' }

/**
 * Serves the built console: hashed files for ever, index.html never from a cache, the precompressed form where the
 * browser takes it. Paths without a file get index.html, whose router knows them.
 */
export function staticFiles(dir: string): RequestHandler {
  if (!existsSync(join(dir, 'index.html'))) return notBuilt
  const serve = sirv(dir, {
    etag: true,
    brotli: true,
    gzip: true,
    single: true,
    // A page for a hashed file that is gone would be kept for ever in its place.
    ignores: ['^/assets/'],
    setHeaders(response, path) {
      const isHashed = path.startsWith('/assets/')
      const type = texts[path.slice(path.lastIndexOf('.'))]
      if (type !== undefined) response.setHeader('Content-Type', `${type};charset=utf-8`)
      response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return (request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (isRead) serve(request, response, () => void noSuchPage(request, response, next))
    else noSuchPage(request, response, next)
  }
}

const noSuchPage: RequestHandler = (_request, response) => {
  response.status(404).set('Cache-Control', 'no-store').type('text/plain').send('There is nothing here.\n')
}

const notBuilt: RequestHandler = (_request, response) => {
  response
    .status(503)
    .set('Cache-Control', 'no-store')
    .type('text/plain')
    .send('The console is not built yet. Run: npm run build\n')
}
