import './require-node.mjs'
import { buildAgent } from './agent-build.mjs'
import { buildConsole } from './console-build.mjs'
import { main } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'

await main(async () => {
  await ensureInstalled()
  const node = await pinnedNode()
  console.log(await buildConsole(node))
  await buildAgent(node)
  return 0
})
