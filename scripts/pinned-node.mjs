import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from './failure.mjs'
import { root } from './root.mjs'
import { runQuietly } from './run.mjs'

const wantedMajor = 24
const folder = join(root, 'node_modules', 'node')
const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** The Node that runs TypeScript as it is: the pinned one, else ours when it is new enough. */
export async function pinnedNode() {
  if (works(binary)) return binary

  // npm ran no install scripts; the package's own one fetches the binary from npm.
  const installer = join(folder, 'installArchSpecificPackage.js')
  const output = existsSync(installer)
    ? (await runQuietly(process.execPath, [installer], { cwd: folder })).output
    : ''
  if (works(binary)) return binary
  if (Number.parseInt(process.versions.node, 10) >= wantedMajor) return process.execPath
  throw new Failure(
    `${output}\nPatchbay runs on Node ${wantedMajor}, and npm could not install it here ` +
      `(this is Node ${process.versions.node}, ${process.platform} ${process.arch}). ` +
      `Install Node ${wantedMajor} and run the command again.`,
  )
}

// The file alone proves little: it may be half written, or built for another C library.
/** @param {string} node */
function works(node) {
  return node === process.execPath || spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0
}
