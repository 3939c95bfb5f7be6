import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** One line of a terminal, which does not show it. Null: whoever was asked gave up by Ctrl+C or Ctrl+D. */
export function askToken(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<string | null> {
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output: silence, terminal: true })
  output.write('Access token of the agent (it does not show): ')
  return new Promise((resolve) => {
    const answer = (text: string | null) => {
      output.write('\n')
      resolve(text)
      lines.close()
    }
    lines.once('line', (line) => answer(line.trim()))
    lines.once('SIGINT', () => answer(null))
    // After an answer this comes too late to matter.
    lines.once('close', () => resolve(null))
  })
}
