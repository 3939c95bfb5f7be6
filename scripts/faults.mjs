import './require-node.mjs'
import { main } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'
import { run } from './run.mjs'

await main(async () => {
  await ensureInstalled()
  return run(await pinnedNode(), ['faults/run.ts', ...process.argv.slice(2)])
})
