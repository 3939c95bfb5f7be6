import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/**
 * A place that programs of this machine's own network cannot reach, and that reaches it. Used by Vitest and Playwright
 * alike.
 */
export interface Enclosure {
  /** loopback: where no namespace can be made, an address that Patchbay's own rules refuse stands for one. */
  readonly kind: 'namespace' | 'loopback'
  /** What runs a command in there. */
  readonly within: readonly string[]
  /** The name that a server in there has for what is in there, and for nothing else. */
  readonly name: string
  /** Where Patchbay listens to be reached from in there. */
  readonly listenOn: string
  /** By what address that is. */
  readonly outside: string
  /** By what address servers in there can be reached that listen on every address, as a browser's proxy does. */
  readonly inside: string
  stop(): Promise<void>
}

const run = promisify(execFile)
const ip = (...args: string[]) => run('ip', args)

/** Ours are named after the process that made them. */
const ours = /^pb(\d+)x\d+$/
/** Each namespace has addresses of its own, so this one never meets another of its kind. */
const serverAddress = '10.99.99.99'

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function remove(namespace: string): Promise<void> {
  const { stdout } = await ip('netns', 'pids', namespace)
  for (const pid of stdout.split('\n').filter(Boolean).map(Number))
    if (isRunning(pid)) process.kill(pid, 'SIGKILL')
  // The pair of links ends with it.
  await ip('netns', 'del', namespace)
  await rm(`/etc/netns/${namespace}`, { recursive: true, force: true })
}

/** Those whose process ended without a chance to. */
async function removeStale(): Promise<void> {
  const { stdout } = await ip('netns', 'list')
  for (const line of stdout.split('\n')) {
    const [name = ''] = line.split(' ')
    const [, pid] = ours.exec(name) ?? []
    if (pid !== undefined && !isRunning(Number(pid))) await remove(name).catch(() => undefined)
  }
}

let number = 0

async function makeNamespace(): Promise<Enclosure> {
  await removeStale()
  number += 1
  const { pid } = process
  const namespace = `pb${pid}x${number}`
  const network = `10.${200 + (pid % 50)}.${(pid >> 6) % 256}`
  const [outside, inside] = [`${network}.${number * 4 + 1}`, `${network}.${number * 4 + 2}`]
  const within = ['ip', 'netns', 'exec', namespace]
  await ip('netns', 'add', namespace)
  const stop = () => remove(namespace)
  try {
    const [here, there] = [`${namespace}h`, `${namespace}g`]
    await ip('link', 'add', here, 'type', 'veth', 'peer', 'name', there, 'netns', namespace)
    await ip('addr', 'add', `${outside}/30`, 'dev', here)
    await ip('link', 'set', here, 'up')
    await ip('-n', namespace, 'addr', 'add', `${inside}/30`, 'dev', there)
    await ip('-n', namespace, 'link', 'set', there, 'up')
    await ip('-n', namespace, 'link', 'set', 'lo', 'up')
    // On no link that leads out: there is no way to it from here.
    await ip('-n', namespace, 'addr', 'add', `${serverAddress}/32`, 'dev', 'lo')
    const name = 'acumatica.local'
    await mkdir(`/etc/netns/${namespace}`, { recursive: true })
    await writeFile(`/etc/netns/${namespace}/hosts`, `127.0.0.1 localhost\n${serverAddress} ${name}\n`)
    return { kind: 'namespace', within, name, listenOn: '0.0.0.0', outside, inside, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const loopback: Enclosure = {
  kind: 'loopback',
  within: [],
  name: '127.0.0.2',
  listenOn: '127.0.0.1',
  outside: '127.0.0.1',
  inside: '127.0.0.1',
  stop: async () => undefined,
}

/** Says which kind it is, since not every machine lets namespaces be made. Its owner stops it. */
export async function makeEnclosure(): Promise<Enclosure> {
  const made = await makeNamespace().catch((error: unknown) => {
    process.stdout.write(`No network namespace: ${String(error).split('\n', 1)[0]}\n`)
    return loopback
  })
  const what =
    made.kind === 'namespace' ? 'a network namespace of its own' : 'a second loopback address, 127.0.0.2'
  process.stdout.write(`The server that only agents reach is in ${what}.\n`)
  return made
}
