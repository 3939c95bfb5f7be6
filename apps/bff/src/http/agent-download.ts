import type { RequestHandler } from 'express'

/** Our own agent, for whoever asks: machines that have no session install it, and there is no secret in it. */
export function agentDownload(file: string): RequestHandler {
  return (_request, response, next) => {
    const headers = { 'Content-Type': 'application/gzip', 'Cache-Control': 'no-cache' }
    response.sendFile(file, { headers, dotfiles: 'allow' }, (error?: Error & { status?: number }) => {
      if (error === undefined) return
      if (error.status === 404 && !response.headersSent) notBuilt(response)
      else next(error)
    })
  }
}

function notBuilt(response: Parameters<RequestHandler>[1]): void {
  response.removeHeader('Content-Type')
  response.status(404).set('Cache-Control', 'no-store').type('text/plain')
  response.send('The agent is not built yet. Run: npm run build\n')
}
