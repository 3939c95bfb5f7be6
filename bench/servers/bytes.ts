import { text as readText } from 'node:stream/consumers'
import { serve } from './serve.ts'

// An application behind a firewall: tokens for whoever asks, a small answer, and as many bytes as are asked for.

const small = JSON.stringify({ value: 'x'.repeat(500) })
const token = JSON.stringify({
  access_token: 'a'.repeat(100),
  refresh_token: 'r',
  token_type: 'Bearer',
  expires_in: 3600,
})
const piece = Buffer.alloc(64 * 1024, 'x')

serve((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bench')
  if (!pathname.endsWith('/bytes')) {
    void readText(request)
    response.writeHead(200, { 'Content-Type': 'application/json' })
    return void response.end(pathname === '/token' ? token : small)
  }
  let left = Number(searchParams.get('mib')) * 16
  response.writeHead(200, { 'Content-Length': left * piece.length })
  const fill = () => {
    while (left > 0) {
      left -= 1
      if (!response.write(piece)) return void response.once('drain', fill)
    }
    response.end()
  }
  fill()
})
