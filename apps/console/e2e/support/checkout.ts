import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../../../..')
const run = promisify(execFile)

function isSource(path: string): boolean {
  return path.includes('node_modules') || !/[\\/](dist|e2e)$/.test(path)
}

/** Everything installed is shared, but for the workspace's own packages. */
function linkModules(dir: string): void {
  const modules = join(root, 'node_modules')
  mkdirSync(join(dir, 'node_modules', '@patchbay'), { recursive: true })
  for (const name of readdirSync(modules).filter((each) => each !== '@patchbay')) {
    symlinkSync(join(modules, name), join(dir, 'node_modules', name))
  }
  for (const [name, place] of [
    ['contracts', 'packages'],
    ['applications', 'packages'],
    ['sandbox', 'packages'],
  ] as const) {
    symlinkSync(join(dir, place, name), join(dir, 'node_modules', '@patchbay', name))
  }
}

/** A copy of the sources in a folder of their own, with files put beside them: what somebody has who added just those. */
export function checkout(files: Readonly<Record<string, string>>): {
  readonly dir: string
  readonly remove: () => void
} {
  const dir = mkdtempSync(join(tmpdir(), 'patchbay-checkout-'))
  for (const each of ['apps', 'packages', 'package.json', 'tsconfig.base.json']) {
    cpSync(join(root, each), join(dir, each), { recursive: true, filter: isSource })
  }
  linkModules(dir)
  for (const [path, text] of Object.entries(files)) writeFileSync(join(dir, path), text)
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

export async function buildConsole(dir: string): Promise<void> {
  const vite = join(dir, 'node_modules', 'vite', 'bin', 'vite.js')
  await run(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: join(dir, 'apps', 'console') })
}

export function sourceOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
