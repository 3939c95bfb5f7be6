import './require-node.mjs'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Failure, main } from './failure.mjs'
import { runNpm } from './npm.mjs'
import { root } from './root.mjs'

/**
 * Everything that the lock file names, as CycloneDX; what only building and testing take is marked as development.
 * @returns {Promise<string>}
 */
async function billOfMaterials() {
  const quiet = '--loglevel=silent'
  const args = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only', quiet]
  const { code, output } = await runNpm(args, root)
  if (code !== 0) throw new Failure(`npm could not make it:\n${output}`)
  const bill = JSON.parse(output.slice(output.indexOf('{')))
  // npm names it after the folder that it lies in.
  bill.metadata.component.name = 'patchbay'
  return `${JSON.stringify(bill, null, 2)}\n`
}

await main(async () => {
  const [file] = process.argv.slice(2)
  const bill = await billOfMaterials()
  if (file === undefined) process.stdout.write(bill)
  // Relative to where npm was called.
  else writeFileSync(resolve(process.env['INIT_CWD'] ?? '.', file), bill)
  return 0
})
