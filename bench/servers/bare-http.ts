import { serve } from './serve.ts'

const body = JSON.stringify({ ok: true })

serve((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length })
  response.end(body)
})
