import { readOptions } from './options.ts'
import { runAgent } from './run-agent.ts'
import { Status } from './status.ts'
import { tokenFrom } from './token.ts'
import { Traffic } from './traffic.ts'
import { UsageError } from './usage-error.ts'
import { usage } from './usage.ts'
import { version } from './version.ts'

const patienceMs = 5000

// Whoever reads along may stop reading; the agent goes on.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

async function main(): Promise<void> {
  const command = readOptions(process.argv.slice(2))
  if (command === 'help') return void process.stdout.write(usage)
  if (command === 'version') return void process.stdout.write(`${version}\n`)

  const readToken = await tokenFrom({
    file: command.tokenFile,
    variable: process.env['PATCHBAY_AGENT_TOKEN'],
    ask: process.stdin.isTTY ? ask : null,
  })
  const traffic = new Traffic()
  const status = new Status(process.stdout, command, traffic)
  await runAgent({ options: command, traffic, status, readToken, ...stopSignals() })
  status.close()
}

async function ask(): Promise<string | null> {
  const { askToken } = await import('./ask-token.ts')
  return askToken(process.stdin, process.stdout)
}

/** The first SIGTERM or SIGINT lets what is open come to its end, for a while; the second does not. */
function stopSignals(): { stopping: AbortSignal; impatient: AbortSignal } {
  const stopping = new AbortController()
  const impatient = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) impatient.abort()
      stopping.abort()
      setTimeout(() => impatient.abort(), patienceMs).unref()
    })
  }
  return { stopping: stopping.signal, impatient: impatient.signal }
}

try {
  await main()
  process.exit(0)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  for (const mistake of error.mistakes) process.stderr.write(`${mistake}\n`)
  process.stderr.write('patchbay-agent --help says more.\n')
  process.exit(2)
}
