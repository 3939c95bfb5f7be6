import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { RecordStore } from './record-store.ts'
import type { SandboxOptions } from './sandbox.ts'
import { standIns } from './stand-ins.ts'

/** Writes everything anew of a sandbox that does not run, sealed as it is by now. */
export async function resealSandbox({
  dir,
  onError = () => {},
  ...sealing
}: Pick<SandboxOptions, 'dir' | 'seal' | 'open' | 'onError'>): Promise<void> {
  const used = standIns.filter(({ application }) => existsSync(join(dir, application)))
  for (const { application } of used) {
    const place = { dir: join(dir, application), context: `sandbox/${application}` }
    const store = await RecordStore.open({ ...place, ...sealing, onError })
    try {
      await store.reseal()
    } finally {
      await store.close()
    }
  }
}
