import { expect, test, vi } from 'vitest'
import { findNetworkTools } from './network-tools.mjs'

function machine({
  present = [] as string[],
  installs = [] as string[],
  platform = 'linux' as NodeJS.Platform,
}) {
  const there = new Set(present)
  const said: string[] = []
  const install = vi.fn(async () => {
    for (const command of installs) there.add(command)
    return installs.length > 0
  })
  const runs = (command: string) => there.has(command)
  return { platform, runs, install, say: (line: string) => said.push(line), said }
}

test('what is there is not installed', async () => {
  const complete = machine({ present: ['ssh', 'ip'] })
  await findNetworkTools(complete)
  expect(complete.install).not.toHaveBeenCalled()
  expect(complete.said).toEqual([])
})

test('what is missing is installed, and no more', async () => {
  const without = machine({ present: ['ip'], installs: ['ssh'] })
  await findNetworkTools(without)
  expect(without.install).toHaveBeenCalledExactlyOnceWith(['openssh-client'])
  expect(without.said).toEqual(['Not on this machine: openssh-client. Installing…'])
})

test('what cannot be installed is named, with the way to it', async () => {
  const bare = machine({})
  await findNetworkTools(bare)
  expect(bare.said.slice(1)).toEqual([
    'There is no ssh, and it could not be installed. On Debian: apt-get install openssh-client',
    'There is no ip, and it could not be installed. On Debian: apt-get install iproute2',
  ])
})

test('network namespaces are not looked for where there are none', async () => {
  const mac = machine({ present: ['ssh'], platform: 'darwin' })
  await findNetworkTools(mac)
  expect(mac.install).not.toHaveBeenCalled()
})
