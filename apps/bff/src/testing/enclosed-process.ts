// Runs in an enclosure: the stand-ins, a proxy by which a browser outside reaches them, and the hands of a person there.
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { startSandbox } from '@patchbay/sandbox/sandbox'
import { Visitor } from '@patchbay/sandbox/visitor'

const [host = '', dir = '', callbackUrl = ''] = process.argv.slice(2)

// Nothing in it outlives the test.
const asItIs = (text: string) => text

const sandbox = await startSandbox({
  host,
  port: 0,
  dir,
  callbackUrls: [callbackUrl],
  seal: asItIs,
  open: asItIs,
})

const proxy = createServer((incoming, answer) => {
  const { method, headers, url = '' } = incoming
  const outgoing = httpRequest(url, { method, headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers)
    response.pipe(answer)
  })
  outgoing.on('error', () => answer.destroy())
  incoming.pipe(outgoing)
})
await new Promise<void>((resolve) => proxy.listen(0, '0.0.0.0', resolve))

const tell = (said: unknown) => process.stdout.write(`${JSON.stringify(said)}\n`)
tell({ applications: sandbox.applications, proxyPort: (proxy.address() as AddressInfo).port })

for await (const line of createInterface({ input: process.stdin })) {
  const { task, url } = JSON.parse(line) as { task: 'authorize' | 'post'; url: string }
  if (task === 'authorize') tell({ callback: await new Visitor(new URL(url).origin).authorize(url) })
  else tell({ status: (await fetch(url, { method: 'POST' })).status })
}
// Whoever started it is gone.
process.exit()
