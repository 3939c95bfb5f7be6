import { existsSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { controlAddress } from './control-address.ts'
import { ControlError } from './control-error.ts'

/** Nobody listens there. */
const nobody = new Set(['ENOENT', 'ECONNREFUSED'])

/** What the serving process says, until it is told that it is enough. */
export interface Asked {
  readonly lines: AsyncGenerator<object>
  /** Hangs up: what was kept for us may go. */
  end(): void
}

/** Asks the process that serves a data folder to do something; null where none does. */
export async function askControl(dataDir: string, action: string, input: object): Promise<Asked | null> {
  if (!existsSync(dataDir)) return null
  const call = request({
    socketPath: controlAddress(dataDir),
    path: `/${action}`,
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
  })
  const response = await new Promise<IncomingMessage | null>((resolve, reject) => {
    call.once('response', resolve)
    call.once('error', (cause: NodeJS.ErrnoException) => {
      if (nobody.has(cause.code ?? '')) resolve(null)
      else reject(cause)
    })
    call.end(JSON.stringify(input))
  })
  if (response === null) return null
  return { lines: linesOf(response), end: () => void call.destroy() }
}

interface Line {
  readonly failed?: string
  readonly result?: object
}

/** Whole lines of a text that comes in pieces. */
async function* textLines(response: IncomingMessage): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of response.setEncoding('utf8')) {
    const lines = (rest + (piece as string)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

/** Ends with the line that says what came of it. @throws ControlError */
async function* linesOf(response: IncomingMessage): AsyncGenerator<object> {
  let isDone = false
  try {
    for await (const text of textLines(response)) {
      const line = JSON.parse(text) as Line
      if (line.failed !== undefined) throw new ControlError('refused', line.failed)
      isDone ||= line.result !== undefined
      yield line
    }
  } catch (cause) {
    if (cause instanceof ControlError) throw cause
  }
  if (!isDone)
    throw new ControlError('interrupted', 'Patchbay ended before it was done. Run the command again.')
}
