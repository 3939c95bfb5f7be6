import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import type { Patchbay } from './start.ts'

// Before anything else is loaded: compiled and type-stripped once, the rest starts in a fraction of the time.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/patchbay-bff'))
const [{ readConfig }, { explainStartFailure }, { start }] = await Promise.all([
  import('./config.ts'),
  import('./start-failure.ts'),
  import('./start.ts'),
])

let patchbay: Patchbay
try {
  const config = readConfig(process.env)
  for (const name of config.unknownVariables) {
    console.error(`${name} is not a variable that Patchbay knows; it is ignored.`)
  }
  patchbay = await start(config)
} catch (error) {
  console.error(explainStartFailure(error))
  process.exit(1)
}

let stopping: Promise<void> | null = null
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    stopping ??= patchbay.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(explainStartFailure(error))
        process.exit(1)
      },
    )
  })
}

if (patchbay.setupLink !== null) {
  console.log(`Set the administrator password here, once: ${patchbay.setupLink}`)
}
console.log(`Patchbay is ready at ${patchbay.url}`)
