import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import sirv from 'sirv'

/**
 * Serves the built console: hashed files for ever, index.html never from a cache, the precompressed form where the
 * browser takes it. Paths without a file get index.html, whose router knows them.
 */
export function staticFiles(dir: string): RequestHandler {
  if (!existsSync(join(dir, 'index.html'))) return notBuilt
  return sirv(dir, {
    etag: true,
    brotli: true,
    gzip: true,
    single: true,
    setHeaders(response, path) {
      const isHashed = path.startsWith('/assets/')
      response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

const notBuilt: RequestHandler = (_request, response) => {
  response.status(503).type('text/plain').send('The console is not built yet. Run: npm run build\n')
}
