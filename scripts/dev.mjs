import './require-node.mjs'
import { join } from 'node:path'
import { ensureAgentBuilt } from './agent-build.mjs'
import { end, interruptedCode, launch } from './children.mjs'
import { main } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'
import { root } from './root.mjs'

const env = {
  PATCHBAY_PORT: '4600',
  // Browsers talk to Vite, which passes the API on, so that is the origin to allow and to call back.
  PATCHBAY_PUBLIC_URL: 'http://localhost:5173',
  ...process.env,
}

await main(async () => {
  await ensureInstalled()
  const node = await pinnedNode()
  await ensureAgentBuilt(node)
  const bff = launch(node, ['--watch', '--watch-preserve-output', 'apps/bff/src/main.ts'], { env })
  const vite = launch(node, [join(root, 'node_modules', 'vite', 'bin', 'vite.js')], {
    env,
    cwd: join(root, 'apps', 'console'),
  })
  const code = await Promise.race([bff.exited, vite.exited])
  // Interrupted, both have been told already.
  if (interruptedCode() === undefined) [bff, vite].forEach(({ child }) => end(child))
  await Promise.all([bff.exited, vite.exited])
  return code
})
