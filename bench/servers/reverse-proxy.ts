import { pipeline } from 'node:stream/promises'
import { Agent, request as send } from 'undici'
import { serve } from './serve.ts'

// What any proxy over undici has to do: pass the request on and stream the answer back.

const [target = ''] = process.argv.slice(2)
const dispatcher = new Agent()

serve((request, response) => {
  const { method = 'GET', url = '/', headers } = request
  const { host: _host, connection: _connection, ...kept } = headers
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
  send(target + url, { dispatcher, method: method as 'GET', headers: kept, body: hasBody ? request : null })
    .then((answer) => {
      response.writeHead(answer.statusCode, answer.headers as Record<string, string>)
      return pipeline(answer.body, response)
    })
    .catch(() => response.destroy())
})
