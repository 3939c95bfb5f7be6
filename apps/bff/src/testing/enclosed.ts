import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Sandbox } from '@patchbay/sandbox/sandbox'
import type { Enclosure } from './namespace.ts'

/** Stand-ins in an enclosure, in a process of their own. */
export interface Enclosed {
  readonly applications: Sandbox['applications']
  /** By which a browser outside reaches them. */
  readonly proxy: string
  /** Signs in and consents, from in there; where the browser is sent then. */
  authorize(url: string): Promise<string>
  /** An empty post, from in there; the status of its answer. */
  post(url: string): Promise<number>
  stop(): Promise<void>
}

const main = join(import.meta.dirname, 'enclosed-process.ts')

/** Its owner stops it, before the enclosure. */
export async function startEnclosed(
  { within, name, inside }: Pick<Enclosure, 'within' | 'name' | 'inside'>,
  callbackUrl: string,
): Promise<Enclosed> {
  const dir = await mkdtemp(join(tmpdir(), 'patchbay-enclosed-'))
  const [program, ...args] = [...within, process.execPath, main, name, dir, callbackUrl]
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const heard = async <T>() => JSON.parse((await lines.next()).value ?? '{}') as T
  const ask = <T>(question: object) => {
    child.stdin.write(`${JSON.stringify(question)}\n`)
    return heard<T>()
  }
  const { applications, proxyPort } = await heard<Pick<Enclosed, 'applications'> & { proxyPort: number }>()
  return {
    applications,
    proxy: `http://${inside}:${proxyPort}`,
    authorize: async (url) => (await ask<{ callback: string }>({ task: 'authorize', url })).callback,
    post: async (url) => (await ask<{ status: number }>({ task: 'post', url })).status,
    async stop() {
      child.kill('SIGKILL')
      await exited
      await rm(dir, { recursive: true, force: true })
    },
  }
}
