import { once } from 'node:events'
import { resolve } from 'node:path'
import { takeSnapshot } from '../archive/snapshot.ts'
import type { Store } from '../stores/store.ts'
import type { ControlAction } from './control-server.ts'

/** Makes a snapshot and keeps it for as long as the command is there. */
export function snapshotAction(dataDir: string, store: Pick<Store, 'quietly'>): ControlAction {
  return async (_input, tell, left) => {
    const snapshot = await takeSnapshot(resolve(dataDir), (work) => store.quietly(work))
    try {
      tell({ snapshot: snapshot.dir })
      if (!left.aborted) await once(left, 'abort')
    } finally {
      await snapshot.remove()
    }
    return {}
  }
}
