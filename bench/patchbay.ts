import { join } from 'node:path'
import { keys, pick } from './material.ts'
import type { Target } from './load.ts'
import { type RunningProcess, startProcess } from './processes.ts'
import type { Seeded } from './seed.ts'

export const adminPassword = 'only for the bench'

const compileCache = join(import.meta.dirname, '../node_modules/.cache/patchbay-bff')

/** Patchbay as `npm start` runs it, without the sandbox. */
export function startPatchbay(dir: string, env: Record<string, string> = {}): Promise<RunningProcess> {
  return startProcess('../apps/bff/src/main.ts', {
    flags: ['--max-semi-space-size=8'],
    env: {
      NODE_COMPILE_CACHE: compileCache,
      PATCHBAY_PORT: '0',
      PATCHBAY_DATA_DIR: dir,
      PATCHBAY_SANDBOX: 'off',
      PATCHBAY_ADMIN_PASSWORD: adminPassword,
      PATCHBAY_AGENT_PORT: 'off',
      PATCHBAY_ALLOW_HOSTS: '127.0.0.1',
      ...env,
    },
  })
}

/** Calls of programs: keys and connections at random. */
export function programCalls(url: string, { ids }: Pick<Seeded, 'ids'>, rest: string): Target {
  return {
    url,
    request: () => ({
      path: `/api/connections/${pick(ids)}${rest}`,
      headers: { authorization: `Bearer ${pick(keys)}` },
    }),
  }
}
