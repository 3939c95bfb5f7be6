import { restoreArchive } from '../archive/restore-archive.ts'
import { currentFormat } from '../migrations/record-format.ts'
import { summaryOf } from './archive-summary.ts'
import { operatorName } from './operator.ts'
import { dataDirOf, fromHere, misused, readArguments, runCommand, say } from './run-command.ts'

const usage = 'npm run restore -- FILE [--data DIR]'
const { values, positionals } = readArguments({ options: { data: { type: 'string' } } as const }, usage)
const [file, ...more] = positionals
if (file === undefined || more.length > 0) misused(usage)

await runCommand(async () => {
  const root = dataDirOf(values.data)
  const operator = operatorName()
  const manifest = await restoreArchive(fromHere(file), { root, format: currentFormat, operator })
  say(`${root} holds ${summaryOf(manifest)}.`)
  if (!manifest.files.some(({ path }) => path === 'keys')) {
    say(
      'The backup holds no key: put the key file back into the folder, or set PATCHBAY_ENCRYPTION_KEYS, and start.',
    )
  }
})
