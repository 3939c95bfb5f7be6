import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'

const most = 16 * 1024

/** Changes what a small form says before its reader gets it. */
export async function rewriteForm(
  req: IncomingMessage,
  change: (form: URLSearchParams) => Promise<URLSearchParams>,
): Promise<void> {
  const length = Number(req.headers['content-length'])
  if (!(length > 0 && length <= most)) return
  while (req.readableLength < length && !req.readableEnded && !req.destroyed) await once(req, 'readable')
  const body: Buffer | null = req.read(length)
  if (body === null) return
  // Before the change, which may take its time: a stream that was read empty ends.
  req.unshift(body)
  const changed = Buffer.from((await change(new URLSearchParams(body.toString('utf8')))).toString())
  req.read(length)
  req.unshift(changed)
  req.headers['content-length'] = String(changed.length)
}
