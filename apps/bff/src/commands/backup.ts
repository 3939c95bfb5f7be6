import { backUp } from '../archive/back-up.ts'
import { summaryOf } from './archive-summary.ts'
import { operatorName } from './operator.ts'
import { dataDirOf, fromHere, misused, readArguments, runCommand, say } from './run-command.ts'

const usage = 'npm run backup -- FILE [--without-keys] [--data DIR]'
const options = { 'without-keys': { type: 'boolean' }, data: { type: 'string' } } as const
const { values, positionals } = readArguments({ options }, usage)
const [file, ...more] = positionals
if (file === undefined || more.length > 0) misused(usage)

await runCommand(async () => {
  const withKeys = values['without-keys'] !== true
  const operator = operatorName()
  const manifest = await backUp({ root: dataDirOf(values.data), file: fromHere(file), withKeys, operator })
  say(`${fromHere(file)} holds ${summaryOf(manifest)}.`)
  const named = manifest.files.some(({ path }) => path === 'keys')
  if (named) say('The key is in it, too: whoever has the file has the secrets. --without-keys leaves it out.')
  else say('No key is in it: keep the key apart, for without it the secrets in the backup are lost.')
})
