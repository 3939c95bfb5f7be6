import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { foreignPackages, readDependencies, undecidedScripts } from './dependencies.mjs'
import { root } from './root.mjs'

const { packages, allowScripts } = readDependencies(root)

test('every package is from the registry, with a checksum', () => {
  expect(foreignPackages(packages)).toEqual([])
})

test('only the pinned Node runs a script when it is installed', () => {
  expect(undecidedScripts(packages, allowScripts)).toEqual([])
  expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(['node'])
})

test('a package from elsewhere, one without a checksum and a script that nobody decided on are found', () => {
  const integrity = 'sha512-a'
  const locked = {
    '': {},
    'packages/own': {},
    'node_modules/own': { resolved: 'packages/own', link: true },
    'node_modules/good': { integrity },
    'node_modules/git': { resolved: 'git+ssh://git@example.com/git.git', integrity },
    'node_modules/mirror': { resolved: 'https://mirror.example/m.tgz', integrity },
    'node_modules/plain': {},
    'node_modules/a/node_modules/@b/runs': { integrity, hasInstallScript: true },
  }
  expect(foreignPackages(locked)).toEqual(['node_modules/git', 'node_modules/mirror', 'node_modules/plain'])
  expect(undecidedScripts(locked, { node: true })).toEqual(['@b/runs'])
})

test('the bill of materials names every package of the lock file', { timeout: 60_000 }, () => {
  const output = execFileSync(process.execPath, [join(root, 'scripts', 'sbom.mjs')], { encoding: 'utf8' })
  const bill = JSON.parse(output) as {
    bomFormat: string
    metadata: { component: { name: string } }
    components: { name: string; version: string }[]
  }
  expect(bill.bomFormat).toBe('CycloneDX')
  expect(bill.metadata.component.name).toBe('patchbay')
  const named = new Set(bill.components.map(({ name }) => name))
  for (const name of ['express', 'openid-client', 'react', 'node', 'bff']) expect(named).toContain(name)
})
