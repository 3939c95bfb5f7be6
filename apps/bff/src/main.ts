import { readConfig } from './config.ts'
import { explainStartFailure } from './start-failure.ts'
import { type Patchbay, start } from './start.ts'

let patchbay: Patchbay
try {
  const config = readConfig(process.env)
  for (const name of config.unknownVariables)
    console.error(`${name} is not a variable that Patchbay knows; it is ignored.`)
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

if (patchbay.setupLink !== null)
  console.log(`Set the administrator password here, once: ${patchbay.setupLink}`)
console.log(`Patchbay is ready at ${patchbay.url}`)
