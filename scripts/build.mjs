import './require-node.mjs'
import { buildConsole } from './console-build.mjs'
import { main } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'

await main(async () => {
  await ensureInstalled()
  console.log(await buildConsole(await pinnedNode()))
  return 0
})
