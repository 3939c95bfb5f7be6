import { readConfig } from '../config.ts'
import { askControl } from '../control/ask-control.ts'
import { rekeyStopped } from '../rekey/rekey-stopped.ts'
import type { Progress } from '../rekey/reseal-records.ts'
import type { RekeyResult } from '../rekey/rekey.ts'
import { operatorName } from './operator.ts'
import { dataDirOf, misused, readArguments, runCommand, say } from './run-command.ts'

const usage = 'npm run rekey -- [--new-key] [--data DIR]'
const options = { 'new-key': { type: 'boolean' }, data: { type: 'string' } } as const
const { values, positionals } = readArguments({ options }, usage)
if (positionals.length > 0) misused(usage)

interface Line {
  readonly result?: RekeyResult
  readonly done?: number
  readonly total?: number
}

function report({ first, resealed, unopened, unused, source }: RekeyResult): void {
  const all = unopened.length > 0 ? 'All secrets that can be opened' : 'All secrets'
  say(`${all} are sealed with key "${first}" now; ${resealed} records were sealed anew.`)
  if (unopened.length > 0) {
    say(`These could not be opened and are left as they were: ${unopened.join(', ')}`)
    process.exitCode = 1
  }
  if (unused.length === 0) return
  const ids = unused.map((id) => `"${id}"`).join(', ')
  say(
    `Nothing is sealed any more with: ${ids}. Take ${unused.length === 1 ? 'it' : 'them'} out of ${source} when`,
  )
  say('no backup of before is needed any more; whoever signed in before this then signs in again.')
}

function progress({ done, total }: Progress): void {
  say(`${done} of ${total} records looked at`)
}

await runCommand(async () => {
  const dataDir = dataDirOf(values.data)
  const newKey = values['new-key'] === true
  const operator = operatorName()
  const asked = await askControl(dataDir, 'rekey', { newKey, operator })
  if (asked === null) {
    const config = { ...readConfig(process.env), dataDir }
    const left = new AbortController().signal
    return report(await rekeyStopped(config, { newKey, operator, tell: progress, left }))
  }
  for await (const line of asked.lines as AsyncIterable<Line>) {
    if (line.result !== undefined) report(line.result)
    else progress({ done: line.done ?? 0, total: line.total ?? 0 })
  }
})
