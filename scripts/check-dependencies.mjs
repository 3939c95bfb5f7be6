import './require-node.mjs'
import { foreignPackages, readDependencies, undecidedScripts } from './dependencies.mjs'
import { main } from './failure.mjs'
import { runNpm } from './npm.mjs'
import { root } from './root.mjs'

/**
 * @param {string} what
 * @param {readonly string[]} found
 */
function report(what, found) {
  console.log(`${found.length === 0 ? '✓' : '✗'} ${what}${found.length === 0 ? '' : `: ${found.join(', ')}`}`)
  return found.length === 0
}

/** @returns {Promise<string[] | null>} null: the registry did not say */
async function knownVulnerabilities() {
  const { output } = await runNpm(['audit', '--json', '--audit-level=high', '--loglevel=silent'], root)
  const start = output.indexOf('{')
  const answer = start === -1 ? {} : JSON.parse(output.slice(start))
  if (answer.vulnerabilities === undefined) {
    console.log(
      `? known vulnerabilities: the registry could not be asked (${answer.message ?? 'no answer'}).`,
    )
    console.log('  Nothing is known of them. Run this where its audit endpoint can be reached.')
    return null
  }
  /** @type {[string, { severity: string }][]} */
  const all = Object.entries(answer.vulnerabilities)
  return all.filter(([, { severity }]) => ['high', 'critical'].includes(severity)).map(([name]) => name)
}

await main(async () => {
  const { packages, allowScripts } = readDependencies(root)
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name])
  const results = [
    report('every package is from the registry, with a checksum', foreignPackages(packages)),
    report(
      `install scripts are decided on; allowed: ${allowed.join(', ')}`,
      undecidedScripts(packages, allowScripts),
    ),
  ]
  const vulnerabilities = await knownVulnerabilities()
  // Not knowing is no pass.
  const isClean =
    vulnerabilities !== null && report('no vulnerability of high severity is known', vulnerabilities)
  return isClean && results.every(Boolean) ? 0 : 1
})
