import { serve } from './serve.ts'

const body = JSON.stringify({ value: 'x'.repeat(500) })

serve((request, response) => {
  request.resume()
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length })
  response.end(body)
})
