import './require-node.mjs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureAgentBuilt } from './agent-build.mjs'
import { launch } from './children.mjs'
import { ensureConsoleBuilt } from './console-build.mjs'
import { main } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'
import { root } from './root.mjs'

const follow = pathToFileURL(join(root, 'scripts', 'follow-parent.mjs')).href

// Already in the environment, the cache spares even the entry its type stripper, which is 18 MB of memory.
const compileCache = join(root, 'node_modules', '.cache', 'patchbay-bff')

await main(async () => {
  await ensureInstalled()
  const node = await pinnedNode()
  await ensureConsoleBuilt(node)
  await ensureAgentBuilt(node)
  // A small young generation: about 8 MB less memory at rest, for a server that is mostly at rest.
  return launch(node, ['--max-semi-space-size=8', '--import', follow, 'apps/bff/src/main.ts'], {
    env: { NODE_ENV: 'production', NODE_COMPILE_CACHE: compileCache, ...process.env, FOLLOW_PARENT: '1' },
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
  }).exited
})
