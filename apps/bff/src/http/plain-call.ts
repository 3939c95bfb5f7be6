import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Endpoint } from '@patchbay/contracts/endpoint'
import type { Logger } from 'pino'
import type { KeyCaller } from './caller.ts'
import { checkKey } from './key-permission.ts'

/** Answers a request, or says that it is somebody else's to answer: then nothing has happened to it. */
export type Quick = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

export interface QuickOptions {
  readonly https: boolean
  authenticateKey(key: string): Promise<KeyCaller | null>
  readonly accessLog: Logger
  /** Aborted when it stops. */
  readonly stopping: AbortSignal
}

/** A program's call about one connection, in the form that programs use. */
export interface PlainCall {
  readonly id: string
  readonly key: string
  /** Path and query behind the connection's id. */
  readonly rest: string
}

const start = '/api/connections/'
const bearer = 'Bearer '

/** null: whatever else it is, the framework makes of it what it can. */
export function readPlainCall({ url = '', headers }: IncomingMessage): PlainCall | null {
  const { authorization = '' } = headers
  if (!url.startsWith(start) || !authorization.startsWith(bearer)) return null
  const end = url.indexOf('/', start.length)
  const id = end === -1 ? '' : url.slice(start.length, end)
  return /^[\w-]+$/.test(id) ? { id, key: authorization.slice(bearer.length), rest: url.slice(end) } : null
}

/** Whether the key may make the call. Why it may not is the framework's to say. */
export async function mayCall(
  endpoint: Endpoint,
  { id, key }: PlainCall,
  options: QuickOptions,
): Promise<boolean> {
  const caller = options.stopping.aborted ? null : await options.authenticateKey(key)
  if (caller === null) return false
  try {
    checkKey(endpoint, caller, id)
    return true
  } catch {
    return false
  }
}

/** Logs the request once it is answered, as the framework does. @returns its id, which the answer names */
export function beginAnswer(
  { method, url = '' }: IncomingMessage,
  response: ServerResponse,
  accessLog: Logger,
): string {
  const startedAt = performance.now()
  const requestId = randomUUID()
  const [path] = url.split('?', 1)
  response.once('close', () => {
    const responseTime = Math.round(performance.now() - startedAt)
    const line = { requestId, req: { method, path }, res: { status: response.statusCode }, responseTime }
    if (!response.writableFinished) accessLog.info(line, 'request aborted')
    else if (response.statusCode >= 500) accessLog.error(line, 'request errored')
    else accessLog.info(line, 'request completed')
  })
  return requestId
}
