import './require-node.mjs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { main } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'
import { root } from './root.mjs'
import { run } from './run.mjs'

await main(async () => {
  const { values } = parseArgs({
    options: {
      calls: { type: 'string', default: '10000' },
      seed: { type: 'string' },
      only: { type: 'string' },
    },
  })
  await ensureInstalled()
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const { calls, seed, only } = values
  const atOnce = only === undefined ? availableParallelism() : 1
  const codes = await Promise.all(
    Array.from({ length: atOnce }, async (_, at) =>
      run(await pinnedNode(), [vitest, 'run', 'apps/bff/src/http/properties.test.ts'], {
        env: {
          ...process.env,
          PATCHBAY_PROPERTY_CALLS: calls,
          PATCHBAY_PROPERTY_SHARE: `${at + 1}/${atOnce}`,
          ...(seed === undefined ? {} : { PATCHBAY_PROPERTY_SEED: seed }),
          ...(only === undefined ? {} : { PATCHBAY_PROPERTY_ONLY: only }),
        },
      }),
    ),
  )
  return Math.max(...codes)
})
