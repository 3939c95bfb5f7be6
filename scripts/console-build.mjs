import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { consoleInputs, hashSources, isFresh, stampFile } from './build-sources.mjs'
import { exchange } from './exchange.mjs'
import { Failure } from './failure.mjs'
import { precompress } from './precompress.mjs'
import { root } from './root.mjs'
import { runQuietly } from './run.mjs'

const folder = join(root, 'apps', 'console')
const dist = join(folder, 'dist')
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')

/** @param {string} node */
export async function ensureConsoleBuilt(node) {
  if (!isFresh(root, consoleInputs, dist)) await buildConsole(node)
}

/**
 * Built beside the present one and exchanged at the end: a server that runs meanwhile, or a build that
 * fails, never sees half a console.
 * @param {string} node
 */
export async function buildConsole(node) {
  process.stdout.write('Building the console… ')
  const started = Date.now()
  const sources = hashSources(root, consoleInputs)
  const next = join(root, '.cache', `console.${process.pid}`)
  try {
    const { code, output } = await runQuietly(node, [vite, 'build', '--outDir', next, '--emptyOutDir'], {
      cwd: folder,
      env: { ...process.env, NODE_ENV: 'production' },
    })
    if (code !== 0) throw new Failure(`failed.\n\n${output}\n\nThe console could not be built.`)
    await precompress(next)
    writeFileSync(join(next, stampFile), sources)
    exchange(next, dist)
    console.log(`done in ${Math.round((Date.now() - started) / 1000)} s.`)
    return output
  } finally {
    rmSync(next, { recursive: true, force: true })
  }
}
