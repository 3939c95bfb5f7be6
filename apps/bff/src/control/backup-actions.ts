import { once } from 'node:events'
import { resolve } from 'node:path'
import { notBackedUp } from '../archive/archive-happenings.ts'
import { takeSnapshot } from '../archive/snapshot.ts'
import { type AuditDeps, codeOf, type Happening, writeAudit } from '../http/audit.ts'
import type { Store } from '../stores/store.ts'
import type { ControlAction } from './control-server.ts'

interface BackupDeps extends AuditDeps {
  readonly store: Pick<Store, 'quietly' | 'audit'>
}

/** Who wants a backup, and under which name without its folders. */
export interface BackupRequest {
  readonly operator: string
  readonly file: string
}

/** What a command says of its backup when it is done, be it well or not. */
export interface BackupOutcome {
  readonly snapshot: string
  readonly operator: string
  readonly happening: Happening
}

export interface BackupActions {
  /** Makes a snapshot and keeps it for as long as the command is there. */
  readonly snapshot: ControlAction
  /** Says what came of it. */
  readonly 'backed-up': ControlAction
}

/** No snapshot is without its line in the audit log, also where the command is killed before it says what came of it. */
export function backupActions(dataDir: string, deps: BackupDeps): BackupActions {
  const unsaid = new Set<string>()
  const note = (operator: string, happening: Happening) =>
    writeAudit(deps, { request: null, caller: null, operator }, happening)
  return {
    async snapshot(input, tell, left) {
      const { operator, file } = input as BackupRequest
      const failed = (code: string) => note(operator, notBackedUp(file, code))
      const snapshot = await takeSnapshot(resolve(dataDir), (work) => deps.store.quietly(work)).catch(
        async (cause: unknown) => {
          await failed(codeOf(cause))
          throw cause
        },
      )
      unsaid.add(snapshot.dir)
      try {
        tell({ snapshot: snapshot.dir })
        if (!left.aborted) await once(left, 'abort')
      } finally {
        await snapshot.remove()
        if (unsaid.delete(snapshot.dir)) await failed('interrupted')
      }
      return {}
    },
    async 'backed-up'(input) {
      const { snapshot, operator, happening } = input as BackupOutcome
      if (unsaid.delete(snapshot)) await note(operator, happening)
      return {}
    },
  }
}
