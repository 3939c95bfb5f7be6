import './require-node.mjs'
import { runChecks } from './checks.mjs'
import { main } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'

await main(async () => {
  await ensureInstalled()
  const results = await runChecks(await pinnedNode())
  return results.every((result) => result.passed) ? 0 : 1
})
