import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getSession, signIn } from '@patchbay/contracts/session'
import { readConfig } from '../config.ts'
import { type Patchbay, type StartOptions, start } from '../start.ts'
import { ApiClient } from './api-client.ts'
import { type LogLines, logLines } from './log-lines.ts'

export const adminPassword = 'correct horse battery staple'

export interface TestPatchbay {
  /** The first public URL, as the admin's browser has it. */
  readonly url: string
  /** Where it listens. */
  readonly target: string
  readonly dir: string
  readonly log: LogLines
  setupLink(): string | null
  /** A browser that has not signed in. */
  visitor(): ApiClient
  /** A browser whose admin is signed in. */
  signedIn(): Promise<ApiClient>
  /** Stops and starts on the same folder and ports. `between` finds nobody who holds the folder. */
  restart(env?: Record<string, string>, between?: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

export interface TestPatchbayOptions extends Pick<StartOptions, 'consoleDir' | 'agentPackage'> {
  readonly env?: Record<string, string>
}

const defaults = {
  PATCHBAY_PORT: '0',
  PATCHBAY_AGENT_PORT: 'off',
  PATCHBAY_SANDBOX: 'off',
  PATCHBAY_SANDBOX_PORT: '0',
  PATCHBAY_ADMIN_PASSWORD: adminPassword,
  // Where misbehaving servers of tests listen.
  PATCHBAY_ALLOW_HOSTS: '127.0.0.1',
  // All that could be logged, since no secret may be in it.
  PATCHBAY_LOG_LEVEL: 'trace',
}

/** Where the sandbox listens, so that it can be started there again. */
async function sandboxPort(client: ApiClient): Promise<string> {
  const { sandbox } = await client.ok(getSession)
  return sandbox === null ? '0' : new URL(sandbox.origin).port
}

/** A whole Patchbay in a folder and on ports of its own. Its owner stops it. */
export async function startTestPatchbay(options: TestPatchbayOptions = {}): Promise<TestPatchbay> {
  const dir = await mkdtemp(join(tmpdir(), 'patchbay-test-'))
  const log = logLines()
  const { env = {}, ...rest } = options
  const startOptions = { ...rest, logTo: log }
  let current: Record<string, string> = { ...defaults, PATCHBAY_DATA_DIR: dir, ...env }
  let patchbay: Patchbay | null = await start(readConfig(current), startOptions)
  const { url, port } = patchbay
  const target = `http://127.0.0.1:${port}`
  const visitor = () => new ApiClient(target, url)
  const signedIn = async () => {
    const client = visitor()
    await client.ok(signIn, { body: { password: adminPassword } })
    return client
  }
  const stop = async () => {
    await patchbay?.stop()
    patchbay = null
  }
  return {
    url,
    target,
    dir,
    log,
    setupLink: () => patchbay?.setupLink ?? null,
    visitor,
    signedIn,
    async restart(changes = {}, between = () => Promise.resolve()) {
      current = { ...current, PATCHBAY_PORT: String(port), ...changes }
      if (current['PATCHBAY_SANDBOX'] === 'on') {
        current['PATCHBAY_SANDBOX_PORT'] = await sandboxPort(await signedIn())
      }
      await stop()
      await between()
      patchbay = await start(readConfig(current), startOptions)
    },
    async stop() {
      await stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
