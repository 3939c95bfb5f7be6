import './require-node.mjs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launch } from './children.mjs'
import { ensureConsoleBuilt } from './console-build.mjs'
import { main } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'
import { root } from './root.mjs'

const follow = pathToFileURL(join(root, 'scripts', 'follow-parent.mjs')).href

await main(async () => {
  await ensureInstalled()
  const node = await pinnedNode()
  await ensureConsoleBuilt(node)
  return launch(node, ['--import', follow, 'apps/bff/src/main.ts'], {
    env: { NODE_ENV: 'production', ...process.env, FOLLOW_PARENT: '1' },
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
  }).exited
})
