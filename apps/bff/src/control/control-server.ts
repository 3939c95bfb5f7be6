import { rmSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Logger } from 'pino'
import { controlAddress, makePrivateFolder } from './control-address.ts'
import { ControlError } from './control-error.ts'

/** What happens on the way, a line each; the last is what came of it. */
export type Tell = (line: object) => void

/**
 * Something that a command asks of the serving process.
 *
 * @param input as the command sent it: the same user's, and parsed by the action
 * @param left aborted when the command has gone
 */
export type ControlAction = (input: unknown, tell: Tell, left: AbortSignal) => Promise<object>

export interface ControlOptions {
  readonly actions: Readonly<Record<string, ControlAction>>
  /** Of a failure, for whoever asked; null: only for the log. */
  readonly explain: (error: unknown) => string | null
  readonly log: Pick<Logger, 'error'>
}

export interface Control {
  close(): Promise<void>
}

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse }

async function answer({ request, response }: Exchange, { actions, explain, log }: ControlOptions) {
  const action = Object.entries(actions).find(([name]) => request.url === `/${name}`)?.[1]
  if (action === undefined || request.method !== 'POST') return void response.writeHead(404).end()
  const left = new AbortController()
  response.once('close', () => left.abort())
  const tell: Tell = (line) => void response.write(`${JSON.stringify(line)}\n`)
  response.writeHead(200, { 'Content-Type': 'application/x-ndjson' }).flushHeaders()
  try {
    const input: unknown = JSON.parse(await text(request))
    tell({ result: await action(input, tell, left.signal) })
  } catch (error) {
    const message = explain(error)
    if (message === null) log.error({ err: error, action: request.url }, 'a command failed')
    tell({ failed: message ?? 'It failed; the log of Patchbay says why.' })
  }
  response.end()
}

/**
 * Listens for commands of this machine's same user. Called by the process that holds the folder, so that a socket which is
 * there already is one that a killed process left.
 *
 * @throws ControlError `socket_exposed`, or the error of `listen`
 */
export async function openControl(dataDir: string, options: ControlOptions): Promise<Control> {
  const path = controlAddress(dataDir)
  const isSocket = process.platform !== 'win32'
  if (isSocket && !makePrivateFolder(dirname(path))) {
    throw new ControlError('socket_exposed', `${dirname(path)} is open to other users. Run: chmod 700 on it.`)
  }
  if (isSocket) rmSync(path, { force: true })
  const server = createServer((request, response) => void answer({ request, response }, options))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
  if (isSocket) await chmod(path, 0o600)
  return {
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
