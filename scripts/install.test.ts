import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isInstalled } from './install.mjs'

const zod = { version: '4.0.0', integrity: 'sha512-a' }
const otherPlatform = { version: '1.0.0', integrity: 'sha512-b', optional: true }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-install-'))
  mkdirSync(join(folder, 'node_modules'))
  lock({ '': {}, 'node_modules/zod': zod, 'node_modules/fsevents': otherPlatform })
})
afterEach(() => rmSync(folder, { recursive: true }))

test('is not installed before npm has finished', () => {
  expect(isInstalled(folder)).toBe(false)
})

test('is installed when only packages of other platforms are missing', () => {
  installed({ 'node_modules/zod': zod })
  expect(isInstalled(folder)).toBe(true)
})

test('is not installed when a package is missing, is another version, or is one too many', () => {
  installed({})
  expect(isInstalled(folder)).toBe(false)
  installed({ 'node_modules/zod': { ...zod, version: '4.0.1' } })
  expect(isInstalled(folder)).toBe(false)
  installed({ 'node_modules/zod': zod, 'node_modules/left-pad': zod })
  expect(isInstalled(folder)).toBe(false)
})

function lock(packages: object) {
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }))
}

function installed(packages: object) {
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }))
}
