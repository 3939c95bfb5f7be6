import './require-node.mjs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { Failure, explain, main } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'
import { sum } from './tally.mjs'
import { parts, stages } from './test-parts.mjs'

/** @param {string[]} asked */
async function runParts(asked) {
  await ensureInstalled()
  const node = await pinnedNode()
  const reports = mkdtempSync(join(tmpdir(), 'patchbay-test-'))
  process.once('exit', () => rmSync(reports, { recursive: true, force: true }))
  // Tests that start `node` mean the pinned one.
  const env = { ...process.env, PATH: [dirname(node), process.env['PATH']].join(delimiter) }

  /** @type {import('./tally.mjs').Tally[]} */
  const tallies = []
  for (const lanes of stages) {
    const asking = lanes.map((lane) => lane.filter((name) => asked.length === 0 || asked.includes(name)))
    const names = asking.flat()
    if (names.length === 0) continue
    console.log(`\n— ${names.join(', ')} —`)
    const surroundings = { node, env, reports }
    await Promise.all(
      asking.map(async (lane) => {
        for (const name of lane) tallies.push(await parts[name](surroundings).catch(crashed))
      }),
    )
  }
  return sum(tallies)
}

/** @param {unknown} error */
function crashed(error) {
  console.error(explain(error))
  return { passed: 0, failed: 1 }
}

await main(async () => {
  const names = Object.keys(parts)
  const asked = process.argv.slice(2)
  const unknown = asked.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Failure(`Unknown: ${unknown.join(', ')}. There are ${names.join(', ')}.`)

  const { passed, failed } = await runParts(asked).catch(crashed)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})
