import './require-node.mjs'
import { join } from 'node:path'
import { main } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'
import { root } from './root.mjs'
import { run } from './run.mjs'

const [name = '', ...args] = process.argv.slice(2)

await main(async () => {
  await ensureInstalled()
  return run(await pinnedNode(), [join(root, 'apps/bff/src/commands', `${name}.ts`), ...args])
})
