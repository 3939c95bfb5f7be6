import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../store.ts'
import { storeSuite } from '../suite.ts'
import { openJsonStore } from './json-store.ts'

const log = { warn: () => {}, error: () => {} }

storeSuite('JSON files', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'patchbay-store-'))
  let current: Store = await openJsonStore({ dir, log })
  return {
    store: current,
    async reopen() {
      await current.close()
      current = await openJsonStore({ dir, log })
      return current
    },
    async cleanup() {
      await current.close()
      await rm(dir, { recursive: true })
    },
  }
})
