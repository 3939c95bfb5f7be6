import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { consoleInputs, hashSources, isFresh, stampFile } from './build-sources.mjs'

let root: string
let dist: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'patchbay-sources-'))
  dist = join(root, 'apps/console/dist')
  write('apps/console/src/main.tsx', 'main')
  write('packages/contracts/src/connections.ts', 'contract')
  write('package-lock.json', '{}')
})
afterEach(() => rmSync(root, { recursive: true }))

test('a console that was never built is stale', () => {
  expect(isFresh(root, consoleInputs, dist)).toBe(false)
})

test('a built console stays fresh while nothing it is made of changes', () => {
  build()
  write('apps/console/src/main.test.tsx', 'test')
  write('apps/console/e2e/setup.spec.ts', 'journey')
  write('apps/bff/src/main.ts', 'server')
  expect(isFresh(root, consoleInputs, dist)).toBe(true)
})

test.each([
  'apps/console/src/main.tsx',
  'apps/console/src/new.tsx',
  'packages/contracts/src/connections.ts',
  'packages/applications/src/lexbizz.ts',
  'package-lock.json',
])('a change of %s makes it stale', (file) => {
  build()
  write(file, 'changed')
  expect(isFresh(root, consoleInputs, dist)).toBe(false)
})

test('a file that is removed or renamed makes it stale', () => {
  build()
  rmSync(join(root, 'apps/console/src/main.tsx'))
  expect(isFresh(root, consoleInputs, dist)).toBe(false)
  write('apps/console/src/entry.tsx', 'main')
  expect(isFresh(root, consoleInputs, dist)).toBe(false)
})

function build() {
  write(`apps/console/dist/${stampFile}`, hashSources(root, consoleInputs))
}

function write(path: string, content: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}
