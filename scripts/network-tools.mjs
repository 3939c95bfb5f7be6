import { spawnSync } from 'node:child_process'
import { hasApt, installDebian } from './apt.mjs'

/** What tests of agents run, and Debian's packages that hold it. Network namespaces are Linux's. */
const tools = [
  { command: 'ssh', args: ['-V'], package: 'openssh-client', platforms: ['linux', 'darwin', 'win32'] },
  { command: 'ip', args: ['-V'], package: 'iproute2', platforms: ['linux'] },
]

/**
 * @typedef {object} Machine what the search may look at and do
 * @property {NodeJS.Platform} platform
 * @property {(command: string, args: string[]) => boolean} runs
 * @property {(packages: string[]) => Promise<boolean>} install
 * @property {(line: string) => void} say
 */

/**
 * Installs what is missing, where it can. Nothing stops without it: the tests that need it say so.
 * @param {Machine} machine
 */
export async function findNetworkTools({ platform, runs, install, say }) {
  const wanted = tools.filter(({ platforms }) => platforms.includes(platform))
  const missing = () => wanted.filter(({ command, args }) => !runs(command, args))
  const packages = missing().map((tool) => tool.package)
  if (packages.length === 0) return
  say(`Not on this machine: ${packages.join(', ')}. Installing…`)
  await install(packages)
  for (const tool of missing()) {
    say(
      `There is no ${tool.command}, and it could not be installed. On Debian: apt-get install ${tool.package}`,
    )
  }
}

export function ensureNetworkTools() {
  return findNetworkTools({
    platform: process.platform,
    runs: (command, args) => spawnSync(command, args, { stdio: 'ignore', timeout: 30_000 }).status === 0,
    install: async (packages) => hasApt() && installDebian(packages),
    say: console.log,
  })
}
