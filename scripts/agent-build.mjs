import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { agentInputs, hashSources, isFresh, stampFile } from './build-sources.mjs'
import { exchange } from './exchange.mjs'
import { Failure } from './failure.mjs'
import { runNpm } from './npm.mjs'
import { root } from './root.mjs'
import { runQuietly } from './run.mjs'
import { licencesOf } from './third-party.mjs'

const folder = join(root, 'apps', 'agent')
const program = 'patchbay-agent.mjs'
const rolldown = join(root, 'node_modules', 'rolldown', 'bin', 'cli.mjs')

/** @param {string} node */
export async function ensureAgentBuilt(node) {
  if (!isFresh(root, agentInputs, join(folder, 'dist'))) await buildAgent(node)
}

/**
 * One file with all that it needs, and the same as a package for npx, which then has nothing else to fetch.
 * @param {string} node
 * @param {string} [dist]
 */
export async function buildAgent(node, dist = join(folder, 'dist')) {
  process.stdout.write('Building the agent… ')
  const started = Date.now()
  const sources = hashSources(root, agentInputs)
  const next = join(root, '.cache', `agent.${process.pid}`)
  const contents = join(next, 'package')
  try {
    mkdirSync(contents, { recursive: true })
    await mustPass(runQuietly(node, [rolldown, '-c', 'rolldown.config.ts', '-d', next], { cwd: folder }))
    copyFileSync(join(next, program), join(contents, program))
    copyFileSync(join(folder, 'README.md'), join(contents, 'README.md'))
    copyFileSync(join(root, 'LICENSE'), join(contents, 'LICENSE'))
    writeFileSync(join(contents, 'THIRD-PARTY-LICENSES.txt'), licencesOf('ssh2'))
    writeFileSync(join(contents, 'package.json'), JSON.stringify(manifest(), null, 2))
    const { output } = await mustPass(runNpm(['pack', './package', '--ignore-scripts', '--json'], next))
    const [{ filename }] = JSON.parse(output.slice(output.indexOf('[')))
    renameSync(join(next, filename), join(next, 'patchbay-agent.tgz'))
    rmSync(contents, { recursive: true })
    writeFileSync(join(next, stampFile), sources)
    exchange(next, dist)
    console.log(`done in ${Math.round((Date.now() - started) / 1000)} s.`)
  } finally {
    rmSync(next, { recursive: true, force: true })
  }
}

/** What whoever installs it has to know: no dependencies, as they are within. */
function manifest() {
  const { name, version, description, license, engines } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  return { name, version, description, license, type: 'module', engines, bin: { 'patchbay-agent': program } }
}

/** @param {Promise<{ code: number, output: string }>} step */
async function mustPass(step) {
  const result = await step
  if (result.code !== 0) throw new Failure(`failed.\n\n${result.output}\n\nThe agent could not be built.`)
  return result
}
