import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureAgentBuilt } from './agent-build.mjs'
import { runChecks } from './checks.mjs'
import { chromiumEnv } from './chromium.mjs'
import { ensureConsoleBuilt } from './console-build.mjs'
import { ensureNetworkTools } from './network-tools.mjs'
import { root } from './root.mjs'
import { run, runQuietly } from './run.mjs'
import { tallyChecks, tallyPlaywright, tallyVitest } from './tally.mjs'

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
// Each process of the tests would compile the same libraries once more.
const compiled = join(root, 'node_modules', '.cache', 'patchbay-test')
const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js')

/**
 * @typedef {object} Surroundings
 * @property {string} node
 * @property {NodeJS.ProcessEnv} env
 * @property {string} reports an empty folder for the runners' results
 */

/** @typedef {(surroundings: Surroundings) => Promise<import('./tally.mjs').Tally>} Part */

/** @satisfies {Record<string, Part>} */
export const parts = {
  async check({ node }) {
    return tallyChecks(await runChecks(node, true))
  },

  async unit({ node, env, reports }) {
    const file = join(reports, 'vitest.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    await ensureNetworkTools()
    const code = await runTests(node, [vitest, 'run', ...reporters], { ...env, NODE_COMPILE_CACHE: compiled })
    return tallyVitest(read(file), code)
  },

  // The short form: `npm run faults` goes on for ten minutes. It says what it has to say at its end, since other parts go on beside it.
  async faults({ node, env }) {
    const { code, output } = await runQuietly(node, ['faults/run.ts', '--seconds', '60'], {
      env,
      group: true,
    })
    console.log(`\n— faults —\n${output}`)
    return tallyChecks([{ passed: code === 0 }])
  },

  async e2e({ node, env, reports }) {
    const file = join(reports, 'playwright.json')
    const chromium = await chromiumEnv(node)
    await ensureNetworkTools()
    await ensureConsoleBuilt(node)
    await ensureAgentBuilt(node)
    const code = await runTests(node, [playwright, 'test', '--reporter=list,json'], {
      ...env,
      ...chromium,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    })
    return tallyPlaywright(read(file), code)
  },
}

/**
 * Stages, one after another; the lanes of a stage go on side by side, and the parts of a lane one after another. The faults are
 * mostly rests between faults, beside which others have room.
 * @type {(keyof typeof parts)[][][]}
 */
export const stages = [[['check', 'unit'], ['faults']], [['e2e']]]

/**
 * @param {string} node
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function runTests(node, args, env) {
  return run(node, args, { env, group: true, stdio: ['ignore', 'inherit', 'inherit'] })
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
